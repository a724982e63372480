// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/exitcode.h"
#include "app/cli/invocation.h"

#include <QSet>
#include <QTest>

using namespace portico;
using namespace portico::cli;
using namespace Qt::StringLiterals;

class TestInvocation : public QObject
{
    Q_OBJECT

private slots:
    void globalOptionsMayStandAnywhere_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("before the command")
            << QStringList{u"--json"_s, u"--library"_s, u"/l"_s, u"add"_s, u"x.zip"_s};
        QTest::newRow("after the command")
            << QStringList{u"add"_s, u"x.zip"_s, u"--library=/l"_s, u"--json"_s};
        QTest::newRow("around the argument")
            << QStringList{u"add"_s, u"--json"_s, u"x.zip"_s, u"--library"_s, u"/l"_s};
    }
    void globalOptionsMayStandAnywhere()
    {
        QFETCH(QStringList, words);
        const Result<Invocation> invocation = readInvocation(words);
        QVERIFY(invocation);
        QCOMPARE(invocation->command, u"add"_s);
        QCOMPARE(invocation->arguments, QStringList{u"x.zip"_s});
        QCOMPARE(invocation->libraryRoot, u"/l"_s);
        QVERIFY(invocation->wantsJson);
    }

    void whatFollowsTwoDashesIsLeftAlone()
    {
        const Result<Invocation> invocation = readInvocation({u"add"_s, u"--"_s, u"--json"_s});
        QVERIFY(invocation);
        QVERIFY(!invocation->wantsJson);
        QCOMPARE(invocation->arguments, (QStringList{u"--"_s, u"--json"_s}));
    }

    void aLibraryNeedsAFolder_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("at the end") << QStringList{u"list"_s, u"--library"_s};
        QTest::newRow("with nothing behind the sign") << QStringList{u"--library="_s, u"list"_s};
    }
    void aLibraryNeedsAFolder()
    {
        QFETCH(QStringList, words);
        const Result<Invocation> invocation = readInvocation(words);
        QVERIFY(!invocation);
        QCOMPARE(exitCodeFor(invocation.error().code), UsageError);
        QVERIFY(!invocation.error().nextStep.isEmpty());
    }

    void errorsHaveTheirExitCode_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("a wrong word") << ErrorCode::Usage << 2;
        QTest::newRow("an unsafe archive") << ErrorCode::Refused << 3;
        QTest::newRow("another hash") << ErrorCode::HashMismatch << 3;
        QTest::newRow("no hash where one is demanded") << ErrorCode::Unverified << 3;
        QTest::newRow("no such install") << ErrorCode::NotFound << 4;
        QTest::newRow("somebody else holds it") << ErrorCode::Busy << 5;
        QTest::newRow("a full disk") << ErrorCode::DiskFull << 1;
        QTest::newRow("cancelled by the person") << ErrorCode::Cancelled << 1;
    }
    void errorsHaveTheirExitCode()
    {
        QFETCH(ErrorCode, code);
        QFETCH(int, exitCode);
        QCOMPARE(static_cast<int>(exitCodeFor(code)), exitCode);
    }

    void everyCommandExplainsItself()
    {
        QSet<QString> names;
        for (const Command &command : allCommands()) {
            QVERIFY2(!names.contains(command.name), qPrintable(command.name));
            names.insert(command.name);
            QVERIFY2(!command.summary.isEmpty(), qPrintable(command.name));
            QVERIFY(helpText(command).contains(command.summary));
            QVERIFY(helpText(allCommands()).contains(command.name));
        }
        QVERIFY(names.contains(u"start"_s));
        // Also where a command has arguments and no options.
        QVERIFY(helpText(setCommand()).contains(u"\n  install    Its id or name.\n"_s));
    }
};

QTEST_GUILESS_MAIN(TestInvocation)
#include "tst_invocation.moc"
