// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/comfyapi.h"
#include "core/server/sessioncontrol.h"
#include "core/server/sessionfile.h"
#include "core/server/sessionprotocol.h"
#include "tests/core/server/standininstall.h"

#include <QLocalSocket>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <thread>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

bool lives(qint64 pid)
{
    return pid > 0 && ::kill(static_cast<pid_t>(pid), 0) == 0 && startTimeOf(pid).has_value();
}

} // namespace

/** Real session servers around the stand-in ComfyUI, seen from their clients. */
class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("PORTICO_INTERRUPT_MS", "800");
        qputenv("PORTICO_TERMINATE_MS", "800");
        qputenv("PORTICO_RESTART_LIMIT", "50");
    }

    void startsAnswersAndStops()
    {
        StandInInstall install;
        const JobContext job;
        SessionControl session(install.library, install.id);
        const Result<SessionStatus> ready = session.start({}, job);
        QVERIFY2(ready, ready ? "" : qPrintable(ready.error().message));
        QCOMPARE(ready->state, SessionState::Ready);
        QCOMPARE(ready->port, install.port());
        QVERIFY(!ready->comfyVersion.isEmpty());
        QVERIFY(!ready->device.isEmpty());
        QVERIFY(ready->ready >= ready->started);
        const Result<PromptPicture> picture = runTestPrompt(ready->url, job);
        QVERIFY2(picture, picture ? "" : qPrintable(picture.error().message));
        QVERIFY(picture->bytes.size() > 50);
        const Result<SessionStatus> stopped = session.stop(job);
        QVERIFY(stopped);
        QCOMPARE(stopped->state, SessionState::Stopped);
        QCOMPARE(stopped->exitCode, std::optional(0));
        QTRY_VERIFY(!QFile::exists(install.library.sessionFile(install.id)));
        QVERIFY(!lives(ready->processId));
        QTRY_VERIFY(!lives(ready->serverProcessId));
    }

    void restartsForTheManagerTwentyTimes()
    {
        StandInInstall install(u"reboot-always=0.8"_s);
        SessionClient client(install.library, install.id, SessionLease::Hold);
        QList<SessionState> states;
        QSet<quint16> ports;
        qint64 lastLine = 0;
        connect(&client, &SessionClient::statusChanged, &client, [&](const SessionStatus &status) {
            if (states.isEmpty() || states.last() != status.state)
                states.append(status.state);
            if (status.state == SessionState::Ready)
                ports.insert(status.port);
        });
        connect(&client, &SessionClient::logReceived, &client,
                [&](const QList<LogLine> &lines, qint64 dropped) {
                    QCOMPARE(dropped, 0);
                    QVERIFY(lines.first().number > lastLine);
                    lastLine = lines.last().number;
                });
        client.followLog();
        client.start({});
        QTRY_VERIFY_WITH_TIMEOUT(client.status().restarts >= 20, 3 * patience);
        client.stop();
        QTRY_COMPARE_WITH_TIMEOUT(client.status().state, SessionState::Stopped, patience);
        QCOMPARE(ports, (QSet<quint16>{install.port()}));
        QVERIFY(states.count(SessionState::Ready) >= 20);
        QVERIFY(!states.contains(SessionState::Crashed));
        QVERIFY(lastLine > 20 * 10);
    }

    void showsInOneClientWhatAnotherStarts()
    {
        const StandInInstall install;
        SessionClient watcher(install.library, install.id, SessionLease::None);
        watcher.watch();
        QSignalSpy log(&watcher, &SessionClient::logReceived);
        watcher.followLog();
        SessionClient starter(install.library, install.id, SessionLease::Hold);
        starter.start({});
        QTRY_COMPARE_WITH_TIMEOUT(watcher.status().state, SessionState::Ready, patience);
        QTRY_VERIFY(!log.isEmpty());
        watcher.stop();
        QTRY_COMPARE_WITH_TIMEOUT(starter.status().state, SessionState::Stopped, patience);
        QTRY_VERIFY(!watcher.isConnected());
        QCOMPARE(watcher.status().state, SessionState::Stopped);
    }

    void refusesASecondStart()
    {
        const StandInInstall install;
        SessionClient first(install.library, install.id, SessionLease::Hold);
        first.start({});
        QTRY_COMPARE_WITH_TIMEOUT(first.status().state, SessionState::Ready, patience);
        SessionClient second(install.library, install.id, SessionLease::Hold);
        QSignalSpy failed(&second, &SessionClient::failed);
        second.start({});
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        const Error error = failed.first().first().value<Error>();
        QCOMPARE(error.code, ErrorCode::Busy);
        QVERIFY(error.message.contains(QString::number(first.status().serverProcessId)));
        QVERIFY2(second.isConnected(), "it shows the one that runs");
        QCOMPARE(second.status().processId, first.status().processId);
    }

    void startsOnlyOnceInARace()
    {
        const StandInInstall install;
        SessionClient first(install.library, install.id, SessionLease::Hold);
        SessionClient second(install.library, install.id, SessionLease::Hold);
        QSignalSpy failed(&second, &SessionClient::failed);
        QSignalSpy failedFirst(&first, &SessionClient::failed);
        first.start({});
        second.start({});
        QTRY_COMPARE_WITH_TIMEOUT(first.status().state, SessionState::Ready, patience);
        QTRY_COMPARE_WITH_TIMEOUT(second.status().state, SessionState::Ready, patience);
        QCOMPARE(second.status().processId, first.status().processId);
        QCOMPARE(failed.size() + failedFirst.size(), 1);
    }

    void twoInstallsRunAtOnce()
    {
        StandInInstall one;
        StandInInstall other;
        SessionClient first(one.library, one.id, SessionLease::Hold);
        SessionClient second(other.library, other.id, SessionLease::Hold);
        first.start({});
        second.start({});
        QTRY_COMPARE_WITH_TIMEOUT(first.status().state, SessionState::Ready, patience);
        QTRY_COMPARE_WITH_TIMEOUT(second.status().state, SessionState::Ready, patience);
        QVERIFY(first.status().port != second.status().port);
        first.stop();
        QTRY_COMPARE_WITH_TIMEOUT(first.status().state, SessionState::Stopped, patience);
        QCOMPARE(second.status().state, SessionState::Ready);
    }

    void endsWithItsLastLease()
    {
        const StandInInstall install;
        auto first =
            std::make_unique<SessionClient>(install.library, install.id, SessionLease::Hold);
        first->start({});
        QTRY_COMPARE_WITH_TIMEOUT(first->status().state, SessionState::Ready, patience);
        SessionClient second(install.library, install.id, SessionLease::Hold);
        second.watch();
        QTRY_VERIFY(second.isConnected());
        SessionClient watcher(install.library, install.id, SessionLease::None);
        watcher.watch();
        QTRY_VERIFY(watcher.isConnected());
        first.reset();
        QVERIFY(runTestPrompt(second.status().url, {}));
        QCOMPARE(watcher.status().state, SessionState::Ready);
        second.detach();
        QTRY_COMPARE(watcher.status().mode, SessionMode::Detached);
        watcher.stop();
        QTRY_COMPARE_WITH_TIMEOUT(watcher.status().state, SessionState::Stopped, patience);
    }

    void detachedStaysUntilStopped()
    {
        const StandInInstall install;
        qint64 comfy = 0;
        {
            SessionClient starter(install.library, install.id, SessionLease::Hold);
            starter.start({.mode = SessionMode::Detached});
            QTRY_COMPARE_WITH_TIMEOUT(starter.status().state, SessionState::Ready, patience);
            comfy = starter.status().processId;
        }
        SessionClient other(install.library, install.id, SessionLease::Hold);
        other.watch();
        QTRY_COMPARE_WITH_TIMEOUT(other.status().state, SessionState::Ready, patience);
        QCOMPARE(other.status().processId, comfy);
        other.kill();
        QTRY_COMPARE_WITH_TIMEOUT(other.status().state, SessionState::Stopped, patience);
        QVERIFY(!lives(comfy));
    }

    void climbsTheLadder_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("exit");
        QTest::newRow("a willing one") << u""_s << u"exit code 0"_s;
        QTest::newRow("one deaf to the interrupt") << u"ignore-sigint"_s << u"signal 15"_s;
        QTest::newRow("one that waits for its threads") << u"threads-on-stop"_s << u"exit code 0"_s;
        QTest::newRow("one that hangs at its end") << u"hang-on-stop"_s << u"signal 15"_s;
        QTest::newRow("one deaf to everything")
            << u"ignore-sigint,ignore-sigterm"_s << u"signal 9"_s;
        QTest::newRow("one that answers no request") << u"hang-http"_s << u"exit code 0"_s;
    }
    void climbsTheLadder()
    {
        QFETCH(QString, mode);
        QFETCH(QString, exit);
        const StandInInstall install(mode);
        SessionClient client(install.library, install.id, SessionLease::Hold);
        QStringList activities;
        connect(&client, &SessionClient::statusChanged, &client,
                [&](const SessionStatus &status) { activities.append(status.activity); });
        client.start({});
        QTRY_VERIFY_WITH_TIMEOUT(client.status().state == SessionState::Ready
                                     || (mode == u"hang-http"_s && client.status().processId > 0),
                                 patience);
        const qint64 comfy = client.status().processId;
        client.stop();
        QTRY_COMPARE_WITH_TIMEOUT(client.status().state, SessionState::Stopped, patience);
        if (mode != u"hang-http"_s)
            QVERIFY2(client.status().exitText.contains(exit), qPrintable(client.status().exitText));
        QVERIFY(activities.contains(u"Asking ComfyUI to finish"_s));
        QVERIFY(!lives(comfy));
    }

    void stopsWhileItStarts()
    {
        const StandInInstall install(u"slow-start=30"_s);
        SessionClient client(install.library, install.id, SessionLease::Hold);
        client.start({});
        QTRY_VERIFY_WITH_TIMEOUT(client.status().processId > 0, patience);
        client.stop();
        QTRY_COMPARE_WITH_TIMEOUT(client.status().state, SessionState::Stopped, patience);
    }

    void saysThatTheServerWasKilledAndStartsAgain()
    {
        const StandInInstall install(u"child-setsid"_s);
        SessionClient client(install.library, install.id, SessionLease::Hold);
        client.start({});
        QTRY_COMPARE_WITH_TIMEOUT(client.status().state, SessionState::Ready, patience);
        const qint64 comfy = client.status().processId;
        ::kill(static_cast<pid_t>(client.status().serverProcessId), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(client.status().state, SessionState::Crashed, patience);
        QVERIFY(client.status().failure->message.contains(u"from outside"_s));
        QTRY_VERIFY(!lives(comfy));
        client.start({});
        QTRY_COMPARE_WITH_TIMEOUT(client.status().state, SessionState::Ready, patience);
    }

    void saysWhatIsWrongBeforeAnythingStarts()
    {
        const StandInInstall install;
        SessionClient client(install.library, *InstallId::fromString(u"nobody"),
                             SessionLease::Hold);
        QSignalSpy failed(&client, &SessionClient::failed);
        client.start({});
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::NotFound);
    }

    void bearsStrangeClients_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("garbage") << QByteArray("\xff\xfe\x00{]\n", 6).repeated(1000);
        QTest::newRow("an unknown request") << QByteArray("{\"type\":\"dance\"}\n");
        QTest::newRow("a request with wrong values") << QByteArray(
            "{\"type\":\"hello\",\"lease\":7}\n{\"type\":\"followLog\",\"from\":\"x\"}\n"
            "{\"type\":\"start\",\"port\":-5}\n");
        QTest::newRow("a message that never ends") << QByteArray(messageLimit + 100, 'x');
        QTest::newRow("a deep nest") << QByteArray(100'000, '[') + "\n";
        QTest::newRow("a newer client")
            << QByteArray("{\"type\":\"hello\",\"protocol\":99,\"new\":{}}\n{\"type\":\"news\"}\n");
    }
    void bearsStrangeClients()
    {
        QFETCH(QByteArray, words);
        const StandInInstall install;
        SessionClient client(install.library, install.id, SessionLease::Hold);
        client.start({});
        QTRY_VERIFY_WITH_TIMEOUT(client.isConnected(), patience);
        QLocalSocket stranger;
        stranger.connectToServer(readSessionFile(install.library, install.id)->socket);
        stranger.write(words);
        stranger.flush();
        QTRY_COMPARE_WITH_TIMEOUT(client.status().state, SessionState::Ready, patience);
        client.stop();
        QTRY_COMPARE_WITH_TIMEOUT(client.status().state, SessionState::Stopped, patience);
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
