// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/childenvironment.h"
#include "core/process/command.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestCommand : public QObject
{
    Q_OBJECT

private slots:
    void showsAsALineToPaste_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("linux");
        QTest::addColumn<QString>("windows");
        QTest::newRow("plain words")
            << QStringList{u"--port"_s, u"8188"_s} << u"p --port 8188"_s << u"p --port 8188"_s;
        QTest::newRow("spaces") << QStringList{u"a b"_s} << u"p 'a b'"_s << u"p \"a b\""_s;
        QTest::newRow("an empty word") << QStringList{QString()} << u"p ''"_s << u"p \"\""_s;
        QTest::newRow("quotes") << QStringList{u"it's \"x\""_s} << u"p 'it'\\''s \"x\"'"_s
                                << u"p \"it's \\\"x\\\"\""_s;
        QTest::newRow("a Windows folder with a space")
            << QStringList{u"C:\\My Files\\"_s} << u"p 'C:\\My Files\\'"_s
            << u"p \"C:\\My Files\\\\\""_s;
        QTest::newRow("what a shell would run")
            << QStringList{u"$(reboot);`id`"_s} << u"p '$(reboot);`id`'"_s
            << u"p \"$(reboot);`id`\""_s;
        QTest::newRow("a secret") << QStringList{u"--token=hunter2"_s} << u"p '--token=****'"_s
                                  << u"p \"--token=****\""_s;
    }
    void showsAsALineToPaste()
    {
        QFETCH(QStringList, arguments);
        const Command command{.program = u"p"_s,
                              .arguments = arguments,
                              .workingFolder = {},
                              .environment = {},
                              .secrets = {u"hunter2"_s}};
        QTEST(displayText(command, Os::Linux), "linux");
        QTEST(displayText(command, Os::MacOS), "linux");
        QTEST(displayText(command, Os::Windows), "windows");
    }

    void passesOnlyKnownVariables_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("systems"); // l, m, w
        QTest::newRow("where programs lie") << u"PATH"_s << u"lmw"_s;
        QTest::newRow("the home folder") << u"HOME"_s << u"lm"_s;
        QTest::newRow("the language") << u"LC_ALL"_s << u"lmw"_s;
        QTest::newRow("the screen") << u"WAYLAND_DISPLAY"_s << u"l"_s;
        QTest::newRow("the Windows folder, in any case") << u"SYSTEMROOT"_s << u"w"_s;
        QTest::newRow("the chosen graphics card") << u"CUDA_VISIBLE_DEVICES"_s << u"lmw"_s;
        QTest::newRow("another Python's packages") << u"PYTHONPATH"_s << QString();
        QTest::newRow("another Python's home") << u"PYTHONHOME"_s << QString();
        QTest::newRow("a virtual environment") << u"VIRTUAL_ENV"_s << QString();
        QTest::newRow("a conda environment") << u"CONDA_PREFIX"_s << QString();
        QTest::newRow("a Hugging Face token") << u"HF_TOKEN"_s << QString();
        QTest::newRow("a GitHub token") << u"GITHUB_TOKEN"_s << QString();
        QTest::newRow("a cloud secret") << u"AWS_SECRET_ACCESS_KEY"_s << QString();
        QTest::newRow("a library injected by force") << u"LD_PRELOAD"_s << QString();
        QTest::newRow("the ssh agent") << u"SSH_AUTH_SOCK"_s << QString();
    }
    void passesOnlyKnownVariables()
    {
        QFETCH(QString, name);
        QProcessEnvironment own;
        own.insert(name, u"value"_s);
        QString systems;
        for (const auto &[os, letter] :
             {std::pair(Os::Linux, u'l'), std::pair(Os::MacOS, u'm'), std::pair(Os::Windows, u'w')})
            systems += cleanEnvironment(own, os).isEmpty() ? QString() : QString(letter);
        QTEST(systems, "systems");
    }
    void keepsItsOwnSecretsFromThoseThatInherit()
    {
        QProcessEnvironment own;
        for (const QString &name : {u"PORTICO_GITHUB_TOKEN"_s, u"PORTICO_GITHUB_SERVER_TOKEN"_s,
                                    u"PORTICO_PROXY_PASSWORD"_s, u"PORTICO_HELPER"_s})
            own.insert(name, u"value"_s);
        QCOMPARE(withoutSecrets(own).keys(), QStringList{u"PORTICO_HELPER"_s});
    }
};

QTEST_GUILESS_MAIN(TestCommand)
#include "tst_command.moc"
