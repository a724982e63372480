// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/hostos.h"
#include "core/process/openterminal.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes, bool isProgram)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    if (isProgram)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace

/** A terminal in a folder with somebody's programs first, on each system. */
class TestTerminal final : public QObject
{
    Q_OBJECT

private slots:
    void launchesWhatTheDesktopHas_data();
    void launchesWhatTheDesktopHas();
    void windowsReadsABatchFile();
    void macOsReadsACommandFile();
    void theShellsOwnSettingsComeFirst_data();
    void theShellsOwnSettingsComeFirst();
    void aCommandWaitsForConsent_data();
    void aCommandWaitsForConsent();
    void theTerminalIsReallyOpened();

private:
    QByteArray typed(const QByteArray &words, const QString &shell);

    QTemporaryDir m_home;
};

void TestTerminal::launchesWhatTheDesktopHas_data()
{
    QTest::addColumn<Os>("os");
    QTest::addColumn<QStringList>("present");
    QTest::addColumn<QStringList>("launched");
    QTest::newRow("Debian's choice before a known one")
        << Os::Linux << QStringList{u"x-terminal-emulator"_s, u"konsole"_s}
        << QStringList{u"/bin/x-terminal-emulator"_s, u"-e"_s, u"/t/open"_s};
    QTest::newRow("GNOME takes the command after two dashes")
        << Os::Linux << QStringList{u"gnome-terminal"_s, u"xterm"_s}
        << QStringList{u"/bin/gnome-terminal"_s, u"--"_s, u"/t/open"_s};
    QTest::newRow("wezterm wants a word first")
        << Os::Linux << QStringList{u"wezterm"_s}
        << QStringList{u"/bin/wezterm"_s, u"start"_s, u"--"_s, u"/t/open"_s};
    QTest::newRow("a Linux without any terminal") << Os::Linux << QStringList() << QStringList();
    QTest::newRow("macOS has its own")
        << Os::MacOS << QStringList()
        << QStringList{u"/usr/bin/open"_s, u"-a"_s, u"Terminal"_s, u"/t/open"_s};
    QTest::newRow("Windows by its command interpreter")
        << Os::Windows << QStringList{u"cmd.exe"_s}
        << QStringList{u"/bin/cmd.exe"_s, u"/K"_s, u"\\t\\open"_s};
}

void TestTerminal::launchesWhatTheDesktopHas()
{
    QFETCH(Os, os);
    QFETCH(QStringList, present);
    QFETCH(QStringList, launched);
    const auto launch = terminalLaunch(u"/t/open"_s, os, [&present](const QString &name) {
        return present.contains(name) ? u"/bin/"_s + name : QString();
    });
    QCOMPARE(launch.has_value(), !launched.isEmpty());
    if (launch)
        QCOMPARE(QStringList(launch->program) + launch->arguments, launched);
}

void TestTerminal::windowsReadsABatchFile()
{
    const auto files = terminalFiles({.folder = u"C:/My files/100%"_s,
                                      .firstOnPath = {u"C:/e/x"_s, u"C:/e/x/Scripts"_s},
                                      .greeting = u"Python & pip"_s},
                                     Os::Windows);
    QCOMPARE(files.keys(), QStringList{u"open.cmd"_s});
    QCOMPARE(QString::fromUtf8(files.first()),
             u"@echo off\r\nchcp 65001 >nul\r\ncd /d \"C:\\My files\\100%%\" || exit /b 1\r\n"
             "set \"PYTHONHOME=\"\r\nset \"PYTHONPATH=\"\r\n"
             "set \"PATH=C:\\e\\x;C:\\e\\x\\Scripts;%PATH%\"\r\necho Python ^& pip\r\n"_s);
}

void TestTerminal::macOsReadsACommandFile()
{
    const auto files = terminalFiles({.folder = u"/Users/me/it's"_s}, Os::MacOS);
    QCOMPARE(files.keys(), (QStringList{u".zshrc"_s, u"bashrc"_s, u"open.command"_s}));
    QVERIFY(files.value(u"open.command"_s).contains("cd '/Users/me/it'\\''s' || exit 1\n"));
}

/** What a shell says to these words, after everything that the person's own files do. */
QByteArray TestTerminal::typed(const QByteArray &words, const QString &shell)
{
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, m_home.path());
    environment.insert(u"SHELL"_s, shell);
    environment.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
    environment.insert(u"PYTHONHOME"_s, u"/nowhere"_s);
    process.setProcessEnvironment(environment);
    process.start(m_home.filePath(u"t/open.sh"_s), QStringList());
    process.write(words);
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000))
        qFatal("the shell does not end");
    return process.readAllStandardOutput();
}

void TestTerminal::theShellsOwnSettingsComeFirst_data()
{
    QTest::addColumn<QString>("shell");
    for (const QString &name : {u"bash"_s, u"zsh"_s, u"dash"_s})
        QTest::newRow(qPrintable(name)) << QStandardPaths::findExecutable(name);
}

void TestTerminal::theShellsOwnSettingsComeFirst()
{
    QFETCH(QString, shell);
    if (shell.isEmpty())
        QSKIP("this shell is not here");
    for (const QString &place : {u"conda/bin"_s, u"env's/bin"_s})
        write(m_home.filePath(place + u"/python"_s), "#!/bin/sh\n", true);
    const QByteArray before = "PATH=" + m_home.filePath(u"conda/bin"_s).toUtf8() + ":\"$PATH\"\n";
    write(m_home.filePath(u".bashrc"_s), before, false);
    write(m_home.filePath(u".zshrc"_s), before, false);
    const auto files = terminalFiles({.folder = m_home.path(),
                                      .firstOnPath = {m_home.filePath(u"env's/bin"_s)},
                                      .greeting = u"Good day"_s},
                                     Os::Linux);
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        write(m_home.filePath(u"t/"_s + file.key()), file.value(), true);
    const QByteArray said = typed("command -v python; pwd; echo \"home=$PYTHONHOME\"\n", shell);
    const QByteArrayList lines = said.trimmed().split('\n');
    QVERIFY2(lines.contains("Good day"), said.constData());
    QVERIFY2(lines.contains(m_home.filePath(u"env's/bin/python"_s).toUtf8()), said.constData());
    QVERIFY2(lines.contains(QDir(m_home.path()).canonicalPath().toUtf8()), said.constData());
    QVERIFY2(lines.contains("home="), said.constData());
}

void TestTerminal::aCommandWaitsForConsent_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<bool>("isRun");
    QTest::newRow("Enter runs it") << QByteArray("\n\n") << true;
    QTest::newRow("a closed window does not") << QByteArray() << false;
}

void TestTerminal::aCommandWaitsForConsent()
{
    QFETCH(QByteArray, words);
    QFETCH(bool, isRun);
    const auto files = terminalFiles({.folder = m_home.path(),
                                      .command = u"echo it was run"_s,
                                      .question = u"Shall this be run?"_s,
                                      .farewell = u"That was it."_s},
                                     Os::Linux);
    QCOMPARE(files.size(), 1);
    write(m_home.filePath(u"t/open.sh"_s), files.first(), true);
    const QByteArray said = typed(words, u"/bin/sh"_s);
    QVERIFY2(said.contains("Shall this be run?\n  echo it was run\n"), said.constData());
    QCOMPARE(said.contains("\nit was run\n"), isRun);
    QCOMPARE(said.contains("That was it."), isRun);
}

void TestTerminal::theTerminalIsReallyOpened()
{
    if (hostOs() != Os::Linux)
        QSKIP("a window would open");
    const QString said = m_home.filePath(u"said"_s);
    write(m_home.filePath(u"programs/xdg-terminal-exec"_s),
          "#!/bin/sh\n\"$@\" </dev/null >'" + said.toUtf8() + ".part' 2>&1\nmv '" + said.toUtf8()
              + ".part' '" + said.toUtf8() + "'\n",
          true);
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", m_home.filePath(u"programs"_s).toUtf8() + ':' + path);
    const Result<> opened = openTerminal({.folder = m_home.path(), .greeting = u"Welcome"_s},
                                         m_home.filePath(u"files"_s), Os::Linux);
    qputenv("PATH", path);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    QTRY_VERIFY(QFile::exists(said));
    QFile file(said);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("Welcome\n"));
}

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_terminal.moc"
