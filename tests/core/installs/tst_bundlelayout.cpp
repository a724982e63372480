// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/bundlelayout.h"
#include "trees.h"

#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** A tree as a list of files; what ends in "main.py" becomes a ComfyUI, "python*" an interpreter.
 */
void make(const QString &root, const QStringList &files, const QByteArray &interpreter)
{
    for (const QString &file : files) {
        const QString path = root + u'/' + file;
        const QString name = QFileInfo(file).fileName();
        if (name == "main.py"_L1)
            trees::comfy(QFileInfo(path).path());
        else
            trees::write(path, name.startsWith("python"_L1) ? interpreter : QByteArray());
    }
}

} // namespace

class TestBundleLayout : public QObject
{
    Q_OBJECT

private slots:
    void recognises_data();
    void recognises();
    void refusesOtherTrees_data();
    void refusesOtherTrees();
    void refusesForeignInterpreters_data();
    void refusesForeignInterpreters();
    void takesAScriptForAnInterpreterAsItComes();
};

void TestBundleLayout::recognises_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<Os>("os");
    QTest::addColumn<BundleLayout>("layout");
    QTest::addColumn<QString>("comfyFolder");
    QTest::addColumn<QString>("python");
    QTest::newRow("Anymatix on Linux")
        << QStringList{u"anymatix/python/bin/python3"_s, u"anymatix/ComfyUI/main.py"_s} << Os::Linux
        << BundleLayout::Anymatix << u"anymatix/ComfyUI"_s << u"anymatix/python/bin/python3"_s;
    QTest::newRow("Anymatix without its top folder")
        << QStringList{u"python/bin/python3"_s, u"ComfyUI/main.py"_s} << Os::Linux
        << BundleLayout::Anymatix << u"ComfyUI"_s << u"python/bin/python3"_s;
    QTest::newRow("Anymatix with only a versioned interpreter")
        << QStringList{u"anymatix/python/bin/python3.10"_s, u"anymatix/ComfyUI/main.py"_s}
        << Os::MacOS << BundleLayout::Anymatix << u"anymatix/ComfyUI"_s
        << u"anymatix/python/bin/python3.10"_s;
    QTest::newRow("Anymatix on Windows")
        << QStringList{u"anymatix/python/python.exe"_s, u"anymatix/ComfyUI/main.py"_s}
        << Os::Windows << BundleLayout::Anymatix << u"anymatix/ComfyUI"_s
        << u"anymatix/python/python.exe"_s;
    QTest::newRow("official portable one folder deep")
        << QStringList{u"ComfyUI_windows_portable/python_embeded/python.exe"_s,
                       u"ComfyUI_windows_portable/ComfyUI/main.py"_s,
                       u"ComfyUI_windows_portable/update/update.py"_s}
        << Os::Windows << BundleLayout::Official << u"ComfyUI_windows_portable/ComfyUI"_s
        << u"ComfyUI_windows_portable/python_embeded/python.exe"_s;
    QTest::newRow("official portable at the top")
        << QStringList{u"python_embeded/python.exe"_s, u"ComfyUI/main.py"_s} << Os::Windows
        << BundleLayout::Official << u"ComfyUI"_s << u"python_embeded/python.exe"_s;
    QTest::newRow("official shape with a Linux Python")
        << QStringList{u"p/python_embeded/bin/python3"_s, u"p/ComfyUI/main.py"_s} << Os::Linux
        << BundleLayout::Official << u"p/ComfyUI"_s << u"p/python_embeded/bin/python3"_s;
    QTest::newRow("standalone environment")
        << QStringList{u"standalone-env/bin/python3"_s, u"ComfyUI/main.py"_s, u"manifest.json"_s}
        << Os::Linux << BundleLayout::Standalone << u"ComfyUI"_s << u"standalone-env/bin/python3"_s;
    QTest::newRow("standalone environment on Windows")
        << QStringList{u"standalone-env/python.exe"_s, u"ComfyUI/main.py"_s, u"manifest.json"_s}
        << Os::Windows << BundleLayout::Standalone << u"ComfyUI"_s
        << u"standalone-env/python.exe"_s;
    QTest::newRow("a checkout with venv inside")
        << QStringList{u"main.py"_s, u"venv/bin/python3"_s} << Os::Linux << BundleLayout::Plain
        << QString() << u"venv/bin/python3"_s;
    QTest::newRow("a checkout with .venv inside")
        << QStringList{u"main.py"_s, u".venv/bin/python3"_s} << Os::MacOS << BundleLayout::Plain
        << QString() << u".venv/bin/python3"_s;
    QTest::newRow("a checkout beside its venv")
        << QStringList{u"ComfyUI/main.py"_s, u"venv/Scripts/python.exe"_s} << Os::Windows
        << BundleLayout::Plain << u"ComfyUI"_s << u"venv/Scripts/python.exe"_s;
    QTest::newRow("a checkout one folder deep, with venv inside")
        << QStringList{u"ComfyUI/main.py"_s, u"ComfyUI/venv/bin/python3"_s} << Os::Linux
        << BundleLayout::Plain << u"ComfyUI"_s << u"ComfyUI/venv/bin/python3"_s;
    QTest::newRow("a checkout with an embedded Python inside")
        << QStringList{u"main.py"_s, u"python_embeded/python.exe"_s} << Os::Windows
        << BundleLayout::Plain << QString() << u"python_embeded/python.exe"_s;
}

void TestBundleLayout::recognises()
{
    QFETCH(QStringList, files);
    QFETCH(Os, os);
    QFETCH(BundleLayout, layout);
    QTemporaryDir folder;
    const QByteArray interpreter = os == Os::Windows ? trees::windowsX64()
        : os == Os::MacOS                            ? trees::macArm64()
                                                     : trees::linuxX64();
    make(folder.path(), files, interpreter);
    const auto found = recogniseLayout(folder.path(), os,
                                       os == Os::MacOS ? Architecture::Arm64 : Architecture::X64);
    QVERIFY2(bool(found), found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->layout, layout);
    QTEST(found->comfyFolder, "comfyFolder");
    QTEST(found->python, "python");
}

void TestBundleLayout::refusesOtherTrees_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QString>("said");
    QTest::newRow("an empty folder") << QStringList{} << u"it holds nothing"_s;
    QTest::newRow("another program")
        << QStringList{u"setup.exe"_s, u"readme.txt"_s} << u"it holds readme.txt, setup.exe"_s;
    QTest::newRow("ComfyUI without a Python")
        << QStringList{u"ComfyUI/main.py"_s} << u"it holds ComfyUI/"_s;
    QTest::newRow("a Python without ComfyUI")
        << QStringList{u"python_embeded/python.exe"_s} << u"it holds python_embeded/"_s;
    QTest::newRow("the interpreter's folder is empty")
        << QStringList{u"python_embeded/readme.txt"_s, u"ComfyUI/main.py"_s}
        << u"it holds ComfyUI/, python_embeded/"_s;
    QTest::newRow("two folders deep")
        << QStringList{u"a/b/python_embeded/python.exe"_s, u"a/b/ComfyUI/main.py"_s}
        << u"it holds a/"_s;
    QTest::newRow("two bundles in one")
        << QStringList{u"a/python_embeded/bin/python3"_s, u"a/ComfyUI/main.py"_s,
                       u"b/python_embeded/bin/python3"_s, u"b/ComfyUI/main.py"_s}
        << u"more than one ComfyUI in it: a, b"_s;
}

void TestBundleLayout::refusesOtherTrees()
{
    QFETCH(QStringList, files);
    QFETCH(QString, said);
    QTemporaryDir folder;
    make(folder.path(), files, trees::linuxX64());
    const auto found = recogniseLayout(folder.path(), Os::Linux, Architecture::X64);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::Refused);
    QVERIFY2(found.error().message.contains(said), qPrintable(found.error().message));
    QVERIFY(!found.error().nextStep.isEmpty());
}

void TestBundleLayout::refusesForeignInterpreters_data()
{
    QTest::addColumn<QString>("python");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<Os>("os");
    QTest::addColumn<Architecture>("architecture");
    QTest::addColumn<QString>("made");
    QTest::addColumn<QString>("here");
    QTest::newRow("a Windows bundle on Linux")
        << u"python/python.exe"_s << trees::windowsX64() << Os::Linux << Architecture::X64
        << u"Windows (x64)"_s << u"Linux (x64)"_s;
    QTest::newRow("an arm64 bundle on x64")
        << u"python/bin/python3"_s << trees::linuxArm64() << Os::Linux << Architecture::X64
        << u"Linux (arm64)"_s << u"Linux (x64)"_s;
    QTest::newRow("a Mac bundle on Linux")
        << u"python/bin/python3"_s << trees::macArm64() << Os::Linux << Architecture::X64
        << u"macOS (arm64)"_s << u"Linux (x64)"_s;
    QTest::newRow("a Linux bundle on Windows")
        << u"python/bin/python3"_s << trees::linuxX64() << Os::Windows << Architecture::X64
        << u"Linux (x64)"_s << u"Windows (x64)"_s;
    QTest::newRow("an Apple silicon bundle on an Intel Mac")
        << u"python/bin/python3"_s << trees::macArm64() << Os::MacOS << Architecture::X64
        << u"macOS (arm64)"_s << u"macOS (x64)"_s;
}

void TestBundleLayout::refusesForeignInterpreters()
{
    QFETCH(QString, python);
    QFETCH(QByteArray, head);
    QFETCH(Os, os);
    QFETCH(Architecture, architecture);
    QFETCH(QString, made);
    QFETCH(QString, here);
    QTemporaryDir folder;
    make(folder.path(), {python, u"ComfyUI/main.py"_s}, head);
    const auto found = recogniseLayout(folder.path(), os, architecture);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::Unsupported);
    QVERIFY2(found.error().message.contains(made), qPrintable(found.error().message));
    QVERIFY2(found.error().message.contains(here), qPrintable(found.error().message));
}

void TestBundleLayout::takesAScriptForAnInterpreterAsItComes()
{
    QTemporaryDir folder;
    make(folder.path(), {u"venv/bin/python3"_s, u"main.py"_s}, "#!/bin/sh\nexec python3 \"$@\"\n");
    QVERIFY(bool(recogniseLayout(folder.path(), Os::Linux, Architecture::X64)));
}

QTEST_GUILESS_MAIN(TestBundleLayout)
#include "tst_bundlelayout.moc"
