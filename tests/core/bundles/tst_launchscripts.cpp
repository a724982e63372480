// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/launchscripts.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

const LaunchScript kScript{.python = u"python/bin/python3"_s,
                           .paths = {u"python/bin"_s, u"python/lib/site-packages/bin"_s},
                           .arguments = {u"--cpu"_s, u"--enable-cors-header"_s}};

QByteArray contentOf(Os os)
{
    return launchScripts(kScript, os).constFirst().content;
}

void writeProgram(const QString &path, const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

} // namespace

class TestLaunchScripts : public QObject
{
    Q_OBJECT

private slots:
    void namesAreThoseThatOtherProgramsLookFor()
    {
        const auto names = [](Os os) {
            QStringList found;
            for (const ScriptFile &file : launchScripts(kScript, os))
                found += file.name;
            return found;
        };
        QCOMPARE(names(Os::Linux),
                 (QStringList{u"anymatix_comfyui"_s, u"anymatix_comfyui_linux"_s}));
        QCOMPARE(names(Os::MacOS),
                 (QStringList{u"anymatix_comfyui"_s, u"anymatix_comfyui_darwin"_s}));
        QCOMPARE(names(Os::Windows),
                 (QStringList{u"anymatix_comfyui.bat"_s, u"anymatix_comfyui_windows.bat"_s}));
    }

    void linuxScriptStartsPythonInAnyFolder_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("said");
        const QByteArray always = "-s main.py --port ";
        QTest::newRow("the port by itself")
            << QStringList() << always + "8188 --cpu --enable-cors-header\n";
        QTest::newRow("another port")
            << QStringList{u"8200"_s} << always + "8200 --cpu --enable-cors-header\n";
        QTest::newRow("further arguments, with a space in one")
            << QStringList{u"8200"_s, u"--listen"_s, u"a b"_s}
            << always + "8200 --cpu --enable-cors-header --listen a b\n";
    }
    void linuxScriptStartsPythonInAnyFolder()
    {
#ifdef Q_OS_WIN
        QSKIP("a shell script");
#endif
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, said);
        QTemporaryDir folder;
        const QString top = folder.path() + u"/it's a $HOME \"place\" 包"_s;
        for (const ScriptFile &file : launchScripts(kScript, Os::Linux))
            writeProgram(top + u'/' + file.name, file.content);
        QVERIFY(QDir().mkpath(top + u"/ComfyUI"_s));
        writeProgram(top + u"/python/bin/python3"_s,
                     "#!/bin/sh\necho \"$@\"\npwd\necho \"$PATH\" | cut -d: -f1,2\n"
                     "echo \"${PYTHONPATH-unset} $PYTHONNOUSERSITE\"\n");
        for (const QString &name : {u"anymatix_comfyui"_s, u"anymatix_comfyui_linux"_s}) {
            QProcess process;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"PYTHONPATH"_s, u"/elsewhere"_s);
            process.setProcessEnvironment(environment);
            process.setWorkingDirectory(u"/"_s);
            process.start(top + u'/' + name, arguments);
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.readAllStandardError(), QByteArray());
            const QByteArray place = top.toUtf8();
            QCOMPARE(process.readAllStandardOutput(),
                     said + place + "/ComfyUI\n" + place + "/python/bin:" + place
                         + "/python/lib/site-packages/bin\nunset 1\n");
        }
    }

    void macScriptTakesTheMarkOffFirst()
    {
        const QByteArray script = contentOf(Os::MacOS);
        QVERIFY(script.contains("xattr -d -r com.apple.quarantine \"$here\""));
        QVERIFY(!script.contains("sudo"));
        QVERIFY(script.indexOf("xattr") < script.indexOf("exec"));
        QVERIFY(!contentOf(Os::Linux).contains("xattr"));
    }

    void windowsScriptSurvivesSpacesAndDrives()
    {
        LaunchScript script = kScript;
        script.python = u"python/python.exe"_s;
        const QByteArray text = launchScripts(script, Os::Windows).constFirst().content;
        QVERIFY(text.contains("cd /d \"%here%ComfyUI\"")); // another drive, which `cd` alone misses
        QVERIFY(text.contains("\"%here%python\\python.exe\" -s main.py --port %port% --cpu "));
        QVERIFY(text.contains("DisableDelayedExpansion")); // a "!" in a folder's name stays
        QCOMPARE(text.count('\n'), text.count("\r\n"));
        QVERIFY(text.contains(
            "set \"PATH=%here%python\\bin;%here%python\\lib\\site-packages\\bin;%PATH%\""));
    }

    void onlyTheProcessorNeedsAnArgument()
    {
        QCOMPARE(acceleratorArguments(u"cpu"_s), QStringList{u"--cpu"_s});
        for (const QString &accelerator : {u"cuda 13.0"_s, u"mps"_s, u"rocm 7.2"_s, QString()})
            QCOMPARE(acceleratorArguments(accelerator), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestLaunchScripts)
#include "tst_launchscripts.moc"
