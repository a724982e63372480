// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionclient.h"
#include "tests/core/server/standininstall.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

/** What a row expects of a start that fails. */
struct Expected
{
    ErrorCode code = ErrorCode::ProcessFailed;
    QString says; ///< part of the message
};

bool isOver(const SessionClient &client)
{
    return client.status().state == SessionState::Crashed
        || client.status().state == SessionState::Stopped;
}

} // namespace

/** T12: the stand-in ComfyUI misbehaves in every way it can; the session says how it ended. What
 * the log told of it is core/diagnosis'. */
class TestFailureTable : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("PORTICO_INTERRUPT_MS", "600");
        qputenv("PORTICO_TERMINATE_MS", "600");
        qputenv("PORTICO_SILENCE_MS", "8000");
    }

    void explainsAStartThatFails_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<Expected>("expected");
        const auto row = [](const char *name, const QString &mode, ErrorCode code,
                            const QString &says) {
            QTest::newRow(name) << mode << Expected{code, says};
        };
        using enum ErrorCode;
        row("the port is taken by the time it binds", u"port-in-use"_s, ProcessFailed,
            u"before it was ready: exit code 1"_s);
        row("a missing web page", u"exit-255-frontend"_s, ProcessFailed, u"exit code 255"_s);
        row("a wrong argument", u"bad-argument"_s, ProcessFailed, u"exit code 2"_s);
        row("an exception before the first word", u"crash-at-start"_s, ProcessFailed,
            u"before it was ready: exit code 1"_s);
        row("an unknown exit code", u"exit-code=77"_s, ProcessFailed, u"exit code 77"_s);
        row("a native crash", u"segfault"_s, ProcessFailed, u"signal 11"_s);
        row("killed from outside", u"sigkill-self"_s, ProcessFailed, u"signal 9"_s);
        row("exit code 0 before it was ready", u"exit-code=0"_s, ProcessFailed,
            u"before it was ready: exit code 0"_s);
        row("never ready and silent", u"never-ready"_s, Timeout, u"did not become ready"_s);
        row("never a word", u"silent"_s, Timeout, u"did not become ready"_s);
    }
    void explainsAStartThatFails()
    {
        QFETCH(QString, mode);
        QFETCH(Expected, expected);
        const StandInInstall install(mode);
        QVERIFY(install.isReady);
        SessionClient client(install.library, install.id, SessionLease::Hold);
        client.start({});
        QTRY_VERIFY_WITH_TIMEOUT(client.isConnected() && isOver(client), patience);
        const SessionStatus &status = client.status();
        QCOMPARE(status.state, SessionState::Crashed);
        QVERIFY(status.failure);
        QVERIFY2(status.failure->message.contains(expected.says),
                 qPrintable(status.failure->message));
        QCOMPARE(status.failure->code, expected.code);
        QVERIFY(!status.failure->nextStep.isEmpty());
        const QStringList wordless{u"silent"_s, u"exit-code=77"_s, u"exit-code=0"_s,
                                   u"sigkill-self"_s};
        QVERIFY(!status.lastLines.isEmpty() || wordless.contains(mode));
        QCOMPARE(status.processId, 0);
    }

    void tellsACrashAfterReady_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<SessionState>("state");
        QTest::addColumn<QString>("exit");
        QTest::newRow("an exception")
            << u"crash-after-ready=0.5"_s << SessionState::Crashed << u"exit code 1"_s;
        QTest::newRow("a native crash")
            << u"segfault-after-ready=0.5"_s << SessionState::Crashed << u"signal 11"_s;
        QTest::newRow("killed by the system")
            << u"sigkill-after-ready=0.5"_s << SessionState::Crashed << u"signal 9 (killed)"_s;
        QTest::newRow("a quiet end")
            << u"exit-after-ready=0.5"_s << SessionState::Stopped << u"exit code 0"_s;
    }
    void tellsACrashAfterReady()
    {
        QFETCH(QString, mode);
        QFETCH(SessionState, state);
        QFETCH(QString, exit);
        const StandInInstall install(mode);
        SessionClient client(install.library, install.id, SessionLease::Hold);
        QList<SessionState> states;
        connect(&client, &SessionClient::statusChanged, &client, [&](const SessionStatus &status) {
            if (states.isEmpty() || states.last() != status.state)
                states.append(status.state);
        });
        client.start({});
        QTRY_VERIFY_WITH_TIMEOUT(states.contains(SessionState::Ready), patience);
        QTRY_VERIFY_WITH_TIMEOUT(isOver(client), patience);
        QCOMPARE(states, (QList{SessionState::Starting, SessionState::Ready, state}));
        QVERIFY2(client.status().exitText.contains(exit), qPrintable(client.status().exitText));
    }

    void refusesATakenPortAndNamesItsHolder()
    {
        StandInInstall install;
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost, install.port()));
        SessionClient client(install.library, install.id, SessionLease::Hold);
        client.start({});
        QTRY_VERIFY_WITH_TIMEOUT(client.isConnected() && isOver(client), patience);
        QCOMPARE(client.status().failure->code, ErrorCode::Busy);
        QVERIFY2(client.status().failure->message.contains(
                     QString::number(QCoreApplication::applicationPid())),
                 qPrintable(client.status().failure->message));
        // The same server starts it on the next port when asked to.
        client.start({.useNextFreePort = true});
        QTRY_COMPARE_WITH_TIMEOUT(client.status().state, SessionState::Ready, patience);
        QVERIFY(client.status().port > install.port());
    }

    void refusesAfterThreeCrashesButStartsSafely()
    {
        const StandInInstall install(u"crash-at-start"_s);
        SessionClient client(install.library, install.id, SessionLease::Hold);
        for (int i = 0; i < 3; ++i) {
            client.start({});
            QTRY_VERIFY_WITH_TIMEOUT(client.isConnected() && isOver(client), patience);
            QVERIFY(client.status().failure->message.contains(u"exit code 1"_s));
        }
        client.start({});
        QTRY_VERIFY_WITH_TIMEOUT(isOver(client) && client.status().failure, patience);
        QVERIFY2(client.status().failure->message.contains(u"3 times"_s),
                 qPrintable(client.status().failure->message));
        install.setMode({});
        client.start({.withoutNodePacks = true});
        QTRY_COMPARE_WITH_TIMEOUT(client.status().state, SessionState::Ready, patience);
    }

    void stopsAManagerThatRestartsForEver()
    {
        const StandInInstall install(u"reboot-always=0.1"_s);
        SessionClient client(install.library, install.id, SessionLease::Hold);
        client.start({});
        QTRY_VERIFY_WITH_TIMEOUT(client.status().state == SessionState::Crashed, patience);
        QCOMPARE(client.status().restarts, 5);
        QVERIFY(client.status().failure->message.contains(u"Manager"_s));
    }
};

QTEST_GUILESS_MAIN(TestFailureTable)
#include "tst_failuretable.moc"
