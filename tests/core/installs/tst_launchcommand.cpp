// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/installs/launching.h"

#include <QTest>

using namespace portico;
using namespace portico::launching;
using namespace Qt::StringLiterals;

/** Program, folders and environment of each layout on each system. */
class TestLaunchCommand : public QObject
{
    Q_OBJECT

private slots:
    void startsEachLayoutInItsWay_data();
    void startsEachLayoutInItsWay();
    void keepsManagedDataOutsideTheGeneration_data();
    void keepsManagedDataOutsideTheGeneration();
    void leavesAnAdoptedFolderItsOwnFolders();
    void putsTheRuntimeFirstOnPath_data();
    void putsTheRuntimeFirstOnPath();
    void buildsTheChildsEnvironment();
    void saysThatThereIsNoRuntime();
};

void TestLaunchCommand::startsEachLayoutInItsWay_data()
{
    QTest::addColumn<BundleLayout>("layout");
    QTest::addColumn<Os>("os");
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("workingFolder");
    QTest::addColumn<bool>("saysPortable");
    const QString gen = u"/home/ann/Portico/installs/studio/gen-0001"_s;
    const QString winGen = u"C:\\Users\\Ann\\Portico\\installs\\studio\\gen-0001"_s;
    for (const Os os : {Os::Linux, Os::MacOS}) {
        const auto row = [&](const char *name) -> QTestData & {
            return QTest::addRow("%s on %s", name, qPrintable(osTitle(os)));
        };
        row("Anymatix") << BundleLayout::Anymatix << os << gen + u"/anymatix/python/bin/python3"_s
                        << u"main.py"_s << gen + u"/anymatix/ComfyUI"_s << false;
        row("the official shape") << BundleLayout::Official << os
                                  << gen + u"/P/python_embeded/bin/python3"_s
                                  << u"ComfyUI/main.py"_s << gen + u"/P"_s << false;
        row("standalone") << BundleLayout::Standalone << os
                          << gen + u"/standalone-env/bin/python3"_s << u"main.py"_s
                          << gen + u"/ComfyUI"_s << false;
        row("composed") << BundleLayout::Composed << os << gen + u"/python/bin/python3"_s
                        << u"main.py"_s << gen + u"/ComfyUI"_s << false;
        row("an adopted folder") << BundleLayout::Plain << os
                                 << u"/home/ann/my comfy/venv/bin/python3"_s << u"main.py"_s
                                 << u"/home/ann/my comfy"_s << false;
    }
    QTest::newRow("Anymatix on Windows")
        << BundleLayout::Anymatix << Os::Windows << winGen + u"\\anymatix\\python\\python.exe"_s
        << u"main.py"_s << winGen + u"\\anymatix\\ComfyUI"_s << false;
    QTest::newRow("the official portable on Windows, as its run files do")
        << BundleLayout::Official << Os::Windows << winGen + u"\\P\\python_embeded\\python.exe"_s
        << u"ComfyUI\\main.py"_s << winGen + u"\\P"_s << true;
    QTest::newRow("standalone on Windows")
        << BundleLayout::Standalone << Os::Windows << winGen + u"\\standalone-env\\python.exe"_s
        << u"main.py"_s << winGen + u"\\ComfyUI"_s << false;
    QTest::newRow("an adopted folder on Windows")
        << BundleLayout::Plain << Os::Windows << u"D:\\my comfy\\venv\\Scripts\\python.exe"_s
        << u"main.py"_s << u"D:\\my comfy"_s << false;
}

void TestLaunchCommand::startsEachLayoutInItsWay()
{
    QFETCH(BundleLayout, layout);
    QFETCH(Os, os);
    QFETCH(QString, script);
    QFETCH(bool, saysPortable);
    const auto command =
        launchCommand(Library(root(os)), install(layout, os), {.port = 8190}, own(os), os);
    QVERIFY(bool(command));
    QTEST(command->program, "program");
    QTEST(command->workingFolder, "workingFolder");
    QCOMPARE(command->arguments.first(4), QStringList({u"-s"_s, u"-X"_s, u"utf8"_s, script}));
    QCOMPARE(command->arguments.contains(u"--windows-standalone-build"_s), saysPortable);
    QCOMPARE(argumentAfter(*command, u"--port"_s), u"8190"_s);
    QCOMPARE(argumentAfter(*command, u"--listen"_s), u"127.0.0.1"_s);
    QVERIFY(command->arguments.contains(u"--disable-auto-launch"_s));
}

void TestLaunchCommand::keepsManagedDataOutsideTheGeneration_data()
{
    QTest::addColumn<Os>("os");
    QTest::addColumn<QString>("data");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("models");
    const QString unixFolder = u"/home/ann/Portico/installs/studio"_s;
    const QString windowsFolder = u"C:\\Users\\Ann\\Portico\\installs\\studio"_s;
    for (const Os os : {Os::Linux, Os::MacOS})
        QTest::addRow("on %s", qPrintable(osTitle(os)))
            << os << unixFolder + u"/data"_s
            << u"sqlite:///"_s + unixFolder + u"/data/db/gen-0001/comfyui.db"_s
            << unixFolder + u"/model-paths.yaml"_s;
    QTest::newRow("on Windows") << Os::Windows << windowsFolder + u"\\data"_s
                                << u"sqlite:///"_s + windowsFolder
            + u"\\data\\db\\gen-0001\\comfyui.db"_s
                                << windowsFolder + u"\\model-paths.yaml"_s;
}

void TestLaunchCommand::keepsManagedDataOutsideTheGeneration()
{
    QFETCH(Os, os);
    const auto command =
        launchCommand(Library(root(os)), install(BundleLayout::Anymatix, os), {}, own(os), os);
    QVERIFY(bool(command));
    QTEST(argumentAfter(*command, u"--base-directory"_s), "data");
    QTEST(argumentAfter(*command, u"--database-url"_s), "database");
    QTEST(argumentAfter(*command, u"--extra-model-paths-config"_s), "models");
}

void TestLaunchCommand::leavesAnAdoptedFolderItsOwnFolders()
{
    Install adopted = install(BundleLayout::Plain, Os::Linux);
    const Library library(root(Os::Linux));
    auto command = launchCommand(library, adopted, {}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    for (const QString &flag : {u"--base-directory"_s, u"--database-url"_s,
                                u"--extra-model-paths-config"_s, u"--output-directory"_s})
        QVERIFY2(!command->arguments.contains(flag), qPrintable(flag));
    adopted.settings.modelFolders = {u"/models"_s};
    command = launchCommand(library, adopted, {}, own(Os::Linux), Os::Linux);
    QVERIFY(command->arguments.contains(u"--extra-model-paths-config"_s));
}

void TestLaunchCommand::putsTheRuntimeFirstOnPath_data()
{
    QTest::addColumn<BundleLayout>("layout");
    QTest::addColumn<Os>("os");
    QTest::addColumn<QString>("path");
    QTest::newRow("Linux")
        << BundleLayout::Standalone << Os::Linux
        << u"/home/ann/Portico/installs/studio/gen-0001/standalone-env/bin:/usr/bin"_s;
    const QString python = u"C:\\Users\\Ann\\Portico\\installs\\studio\\gen-0001\\standalone-env"_s;
    QTest::newRow("Windows, whose name is Path")
        << BundleLayout::Standalone << Os::Windows
        << python + u';' + python + u"\\Scripts;"_s + python + u"\\Library\\bin;C:\\Windows"_s;
    QTest::newRow("a virtual environment on Windows")
        << BundleLayout::Plain << Os::Windows << u"D:\\my comfy\\venv\\Scripts;C:\\Windows"_s;
}

void TestLaunchCommand::putsTheRuntimeFirstOnPath()
{
    QFETCH(BundleLayout, layout);
    QFETCH(Os, os);
    const auto command = launchCommand(Library(root(os)), install(layout, os), {}, own(os), os);
    QVERIFY(bool(command));
    const QString name = os == Os::Windows ? u"Path"_s : u"PATH"_s;
    QTEST(command->environment.value(name), "path");
    QCOMPARE(command->environment.keys().filter(u"path"_s, Qt::CaseInsensitive).size(), 1);
}

void TestLaunchCommand::buildsTheChildsEnvironment()
{
    Install studio = install(BundleLayout::Anymatix, Os::Linux);
    studio.settings.environment = {{u"HF_TOKEN"_s, u"hf_mine"_s}, {u"OMP_NUM_THREADS"_s, u"4"_s}};
    const auto command = launchCommand(
        Library(root(Os::Linux)), studio,
        {.sessionToken = u"token"_s, .restartMarker = u"/run/marker"_s}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    const QProcessEnvironment &environment = command->environment;
    QCOMPARE(environment.value(u"PYTHONUTF8"_s), u"1"_s);
    QCOMPARE(environment.value(u"PYTHONUNBUFFERED"_s), u"1"_s);
    QCOMPARE(environment.value(u"PORTICO_SESSION"_s), u"token"_s);
    QCOMPARE(environment.value(u"__COMFY_CLI_SESSION__"_s), u"/run/marker"_s);
    QCOMPARE(environment.value(u"OMP_NUM_THREADS"_s), u"4"_s);
    QVERIFY(!environment.contains(u"PYTHONPATH"_s));
    QCOMPARE(environment.value(u"HF_TOKEN"_s), u"hf_mine"_s);
    QCOMPARE(command->secrets, QStringList{u"hf_mine"_s});
}

void TestLaunchCommand::saysThatThereIsNoRuntime()
{
    Install studio = install(BundleLayout::Anymatix, Os::Linux);
    studio.currentGeneration = 7;
    const auto command =
        launchCommand(Library(root(Os::Linux)), studio, {}, own(Os::Linux), Os::Linux);
    QVERIFY(!command);
    QCOMPARE(command.error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestLaunchCommand)
#include "tst_launchcommand.moc"
