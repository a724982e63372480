// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/crashhistory.h"
#include "core/server/exitfacts.h"
#include "core/server/portcheck.h"
#include "core/server/readyprobe.h"
#include "core/server/sessionmark.h"
#include "core/server/sessionprotocol.h"
#include "core/server/sessionstate.h"
#include "core/server/startactivity.h"

#include <QJsonDocument>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSessionRules : public QObject
{
    Q_OBJECT

private slots:
    void followsTheTable_data()
    {
        using enum SessionState;
        QTest::addColumn<QList<SessionEvent>>("events");
        QTest::addColumn<std::optional<SessionState>>("end");
        const auto start = SessionEvent::Started;
        const auto ready = SessionEvent::BecameReady;
        const auto stop = SessionEvent::StopRequested;
        const auto again = SessionEvent::Restarted;
        const auto ended = SessionEvent::Ended;
        const auto failed = SessionEvent::Failed;
        const auto row = [](const char *name, const QList<SessionEvent> &events,
                            std::optional<SessionState> end) {
            QTest::newRow(name) << events << end;
        };
        row("a whole life", {start, ready, stop, ended}, Stopped);
        row("stopped while it starts", {start, stop, ended}, Stopped);
        row("crashed while it starts", {start, failed}, Crashed);
        row("crashed while it is ready", {start, ready, failed}, Crashed);
        row("started again after a crash", {start, failed, start}, Starting);
        row("a crash that was looked at", {start, failed, stop}, Stopped);
        row("the Manager's restart", {start, ready, again, ready}, Ready);
        row("a restart by a person", {start, ready, stop, again}, Starting);
        row("ended by itself", {start, ready, ended}, Stopped);
        row("asked twice to stop", {start, ready, stop, stop, ended}, Stopped);
        row("cannot be ended", {start, ready, stop, failed}, Crashed);
        row("ready without a start", {ready}, std::nullopt);
        row("two starts", {start, start}, std::nullopt);
        row("a start while it stops", {start, stop, start}, std::nullopt);
        row("ready after a stop", {start, stop, ready}, std::nullopt);
        row("stop without a start", {stop}, std::nullopt);
    }
    void followsTheTable()
    {
        QFETCH(QList<SessionEvent>, events);
        QFETCH(std::optional<SessionState>, end);
        std::optional<SessionState> state = SessionState::Stopped;
        for (const SessionEvent event : events)
            state = state ? nextState(*state, event) : std::nullopt;
        QVERIFY(state == end);
    }

    void namesTheExit_data()
    {
        QTest::addColumn<ExitFacts>("exit");
        QTest::addColumn<Os>("os");
        QTest::addColumn<QString>("text");
        QTest::newRow("a code") << ExitFacts{false, 1} << Os::Linux << u"exit code 1"_s;
        QTest::newRow("a signal") << ExitFacts{true, 9} << Os::Linux
                                  << u"ended by signal 9 (killed)"_s;
        QTest::newRow("an unnamed signal")
            << ExitFacts{true, 50} << Os::MacOS << u"ended by signal 50"_s;
        QTest::newRow("a Windows exception")
            << ExitFacts{true, static_cast<int>(0xC0000005)} << Os::Windows
            << u"ended by exception 0xC0000005 (access violation)"_s;
    }
    void namesTheExit()
    {
        QFETCH(ExitFacts, exit);
        QFETCH(Os, os);
        QTEST(exitText(exit, os), "text");
    }

    void readsItsOwnMarks_data()
    {
        QTest::addColumn<SessionMark>("mark");
        QTest::addColumn<QString>("text");
        using enum SessionMark::Kind;
        QTest::newRow("a start") << SessionMark{.kind = Start, .port = 8188}
                                 << u"=== portico: start port=8188 safe=0"_s;
        QTest::newRow("a safe start") << SessionMark{.kind = Start, .port = 9000, .isSafe = true}
                                      << u"=== portico: start port=9000 safe=1"_s;
        QTest::newRow("ready") << SessionMark{.kind = Ready} << u"=== portico: ready"_s;
        QTest::newRow("killed") << SessionMark{.kind = End, .exit = {true, 9}}
                                << u"=== portico: end signal=9 why=itself"_s;
        QTest::newRow("stopped") << SessionMark{.kind = End,
                                                .exit = {false, 0},
                                                .why = SessionMark::Why::Asked}
                                 << u"=== portico: end code=0 why=asked"_s;
        QTest::newRow("a Windows exception")
            << SessionMark{.kind = End,
                           .exit = {true, static_cast<int>(0xC0000005)},
                           .why = SessionMark::Why::NeverReady}
            << u"=== portico: end signal=-1073741819 why=never-ready"_s;
    }
    void readsItsOwnMarks()
    {
        QFETCH(SessionMark, mark);
        QFETCH(QString, text);
        QCOMPARE(markText(mark), text);
        QVERIFY(markFrom(text) == mark);
        QVERIFY(!markFrom(u"got prompt"_s));
        QVERIFY(!markFrom(u"=== portico: something new"_s));
    }

    void namesWhatAStartDoes()
    {
        QCOMPARE(startActivity(u"Total VRAM 1 MB"_s), u"Preparing the graphics card"_s);
        QVERIFY(!startActivity(u"something else"_s));
    }

    void knowsFreePorts()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost));
        const quint16 port = holder.serverPort();
        QVERIFY(!isPortFree(port));
        QVERIFY(!canBind(port));
        const Result<quint16> next = nextFreePort(port);
        QVERIFY(next);
        QVERIFY(*next > port);
        const Error error = portBusyError(*makeHost(), port);
        QCOMPARE(error.code, ErrorCode::Busy);
        QVERIFY2(error.message.contains(QString::number(QCoreApplication::applicationPid())),
                 qPrintable(error.message));
        holder.close();
        QVERIFY(isPortFree(port));
    }

    void seesAListenerOnEveryAddressAndOnIpv6Only_data()
    {
        QTest::addColumn<QHostAddress>("address");
        QTest::newRow("0.0.0.0") << QHostAddress(QHostAddress::AnyIPv4);
        QTest::newRow("::1") << QHostAddress(QHostAddress::LocalHostIPv6);
    }
    void seesAListenerOnEveryAddressAndOnIpv6Only()
    {
        QFETCH(QHostAddress, address);
        QTcpServer holder;
        if (!holder.listen(address))
            QSKIP("this computer has no such address");
        QVERIFY(!isPortFree(holder.serverPort()));
    }

    void remembersCrashes()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"crashes.json"_s);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        CrashHistory(file, 3, 60s).recordCrash(now.addSecs(-120));
        CrashHistory(file, 3, 60s).recordCrash(now.addSecs(-20));
        CrashHistory(file, 3, 60s).recordCrash(now.addSecs(-10));
        QVERIFY(!CrashHistory(file, 3, 60s).isLoop(now));
        CrashHistory(file, 3, 60s).recordCrash(now);
        QVERIFY(CrashHistory(file, 3, 60s).isLoop(now));
        QVERIFY2(!CrashHistory(file, 3, 60s).isLoop(now.addSecs(-3600)), "the clock went back");
        CrashHistory(file, 3, 60s).forget();
        QVERIFY(!CrashHistory(file, 3, 60s).isLoop(now));
    }

    void readsServerFacts()
    {
        const auto facts = serverFacts(R"({"system":{"comfyui_version":"0.33.0","argv":["main.py",
            "--port","8188"]},"devices":[{"name":"cpu"}]})");
        QVERIFY(facts);
        QCOMPARE(facts->comfyVersion, u"0.33.0"_s);
        QCOMPARE(facts->arguments, (QStringList{u"--port"_s, u"8188"_s}));
        QVERIFY(!serverFacts("<html>sign in</html>"));
        QVERIFY(!serverFacts("{}"));
        QVERIFY(!serverFacts(R"({"system":{}})")->tellsArguments);
    }

    void findsTheServersAddress()
    {
        QCOMPARE(serverUrl({u"--listen"_s, u"127.0.0.1"_s}, 8188),
                 QUrl(u"http://127.0.0.1:8188/"_s));
        QCOMPARE(serverUrl({u"--listen"_s, u"127.0.0.1"_s, u"--listen"_s, u"0.0.0.0,::"_s}, 1),
                 QUrl(u"http://127.0.0.1:1/"_s));
        QCOMPARE(serverUrl({u"--listen"_s, u"192.168.1.5"_s}, 1), QUrl(u"http://192.168.1.5:1/"_s));
        QCOMPARE(serverUrl({u"--tls-keyfile"_s, u"k"_s, u"--tls-certfile"_s, u"c"_s}, 1),
                 QUrl(u"https://127.0.0.1:1/"_s));
    }

    void cutsMessages_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QStringList>("types");
        QTest::newRow("two") << QByteArray("{\"type\":\"a\"}\n{\"type\":\"b\"}\n")
                             << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("one is not complete")
            << QByteArray("{\"type\":\"a\"}\n{\"type\":") << QStringList{u"a"_s};
        QTest::newRow("garbage between")
            << QByteArray("\xff{[\n{\"type\":\"a\"}\nnull\n[]\n") << QStringList{u"a"_s};
        QTest::newRow("only line ends") << QByteArray("\n\n\n") << QStringList{};
    }
    void cutsMessages()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QStringList, types);
        for (const qsizetype size : {1, 5, 1000}) {
            MessageReader reader;
            QStringList found;
            for (qsizetype at = 0; at < stream.size(); at += size) {
                const auto messages = reader.feed(stream.mid(at, size));
                QVERIFY(messages);
                for (const QJsonObject &message : *messages)
                    found.append(messageType(message));
            }
            QCOMPARE(found, types);
        }
    }

    void refusesAMessageThatNeverEnds()
    {
        MessageReader reader;
        QVERIFY(reader.feed(QByteArray(messageLimit, 'x')));
        QVERIFY(!reader.feed("y"));
    }
};

QTEST_GUILESS_MAIN(TestSessionRules)
#include "tst_sessionrules.moc"
