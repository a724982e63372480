// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/install.h"
#include "core/installs/launchcommand.h"
#include "core/installs/library.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

struct Shape
{
    BundleLayout layout;
    QString comfyFolder;
    QString python;
};

Shape shape(BundleLayout layout, Os os)
{
    const bool isWindows = os == Os::Windows;
    switch (layout) {
    case BundleLayout::Anymatix:
        return {layout, u"anymatix/ComfyUI"_s,
                isWindows ? u"anymatix/python/python.exe"_s : u"anymatix/python/bin/python3"_s};
    case BundleLayout::Official:
        return {layout, u"P/ComfyUI"_s,
                isWindows ? u"P/python_embeded/python.exe"_s : u"P/python_embeded/bin/python3"_s};
    case BundleLayout::Standalone:
        return {layout, u"ComfyUI"_s,
                isWindows ? u"standalone-env/python.exe"_s : u"standalone-env/bin/python3"_s};
    case BundleLayout::Composed:
        return {layout, u"ComfyUI"_s, isWindows ? u"python/python.exe"_s : u"python/bin/python3"_s};
    case BundleLayout::Plain:
        return {layout, QString(),
                isWindows ? u"venv/Scripts/python.exe"_s : u"venv/bin/python3"_s};
    }
    Q_UNREACHABLE();
}

Install install(BundleLayout layout, Os os)
{
    const Shape shaped = shape(layout, os);
    Install made;
    made.id = *InstallId::fromString(u"studio");
    made.name = u"Studio"_s;
    made.currentGeneration = 1;
    Generation generation;
    generation.number = 1;
    generation.layout = layout;
    generation.comfyFolder = shaped.comfyFolder;
    generation.python = shaped.python;
    made.generations = {generation};
    if (layout == BundleLayout::Plain)
        made.adoptedFolder = os == Os::Windows ? u"D:/my comfy"_s : u"/home/ann/my comfy"_s;
    return made;
}

QString root(Os os)
{
    return os == Os::Windows ? u"C:/Users/Ann/Portico"_s : u"/home/ann/Portico"_s;
}

QProcessEnvironment own(Os os)
{
    QProcessEnvironment environment;
    environment.insert(os == Os::Windows ? u"Path"_s : u"PATH"_s,
                       os == Os::Windows ? u"C:\\Windows"_s : u"/usr/bin"_s);
    environment.insert(u"PYTHONPATH"_s, u"/somewhere/else"_s);
    environment.insert(u"HF_TOKEN"_s, u"hf_secret"_s);
    return environment;
}

QString argumentAfter(const Command &command, const QString &flag)
{
    const qsizetype index = command.arguments.indexOf(flag);
    return index < 0 ? QString() : command.arguments.value(index + 1);
}

} // namespace

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
    void passesOnlyKnownFlags();
    void namesTheDataFoldersForVersionsWithoutBaseDirectory();
    void passesChosenFoldersAndArguments();
    void startsSafelyWithoutNodePacks();
    void findsAWayAroundCharactersThatDatabaseUrlsCannotHold();
    void refusesArgumentsThatClash();
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

void TestLaunchCommand::passesOnlyKnownFlags()
{
    const QSet<QString> known{u"--port"_s, u"--listen"_s, u"--base-directory"_s};
    const auto command =
        launchCommand(Library(root(Os::Linux)), install(BundleLayout::Anymatix, Os::Linux),
                      {.withoutNodePacks = true, .knownFlags = known}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    for (const QString &argument : command->arguments) {
        if (argument.startsWith(u"--"_s))
            QVERIFY2(known.contains(argument), qPrintable(argument));
    }
}

void TestLaunchCommand::namesTheDataFoldersForVersionsWithoutBaseDirectory()
{
    const QSet<QString> known{u"--port"_s, u"--listen"_s, u"--output-directory"_s,
                              u"--input-directory"_s, u"--user-directory"_s};
    const auto command =
        launchCommand(Library(root(Os::Linux)), install(BundleLayout::Anymatix, Os::Linux),
                      {.knownFlags = known}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    const QString data = u"/home/ann/Portico/installs/studio/data"_s;
    QCOMPARE(argumentAfter(*command, u"--output-directory"_s), data + u"/output"_s);
    QCOMPARE(argumentAfter(*command, u"--input-directory"_s), data + u"/input"_s);
    QCOMPARE(argumentAfter(*command, u"--user-directory"_s), data + u"/user"_s);
}

void TestLaunchCommand::passesChosenFoldersAndArguments()
{
    Install studio = install(BundleLayout::Anymatix, Os::Linux);
    studio.settings.outputFolder = u"/big disk/out"_s;
    studio.settings.arguments = {u"--cpu"_s, u"--preview-method"_s, u"auto"_s};
    const auto command =
        launchCommand(Library(root(Os::Linux)), studio, {}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    QCOMPARE(argumentAfter(*command, u"--output-directory"_s), u"/big disk/out"_s);
    QVERIFY(!command->arguments.contains(u"--input-directory"_s));
    QCOMPARE(command->arguments.last(3), studio.settings.arguments);
}

void TestLaunchCommand::startsSafelyWithoutNodePacks()
{
    const auto command =
        launchCommand(Library(root(Os::Linux)), install(BundleLayout::Anymatix, Os::Linux),
                      {.withoutNodePacks = true}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    QVERIFY(command->arguments.contains(u"--disable-all-custom-nodes"_s));
}

void TestLaunchCommand::findsAWayAroundCharactersThatDatabaseUrlsCannotHold()
{
    const auto command =
        launchCommand(Library(u"/home/ann/100% mine?"_s),
                      install(BundleLayout::Anymatix, Os::Linux), {}, own(Os::Linux), Os::Linux);
    QVERIFY(bool(command));
    QCOMPARE(argumentAfter(*command, u"--database-url"_s),
             u"sqlite:///../../../data/db/gen-0001/comfyui.db"_s);
}

void TestLaunchCommand::refusesArgumentsThatClash()
{
    Install studio = install(BundleLayout::Anymatix, Os::Linux);
    studio.settings.arguments = {u"--port"_s, u"9000"_s};
    const auto command =
        launchCommand(Library(root(Os::Linux)), studio, {}, own(Os::Linux), Os::Linux);
    QVERIFY(!command);
    QVERIFY(command.error().message.contains(u"--port"_s));
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
