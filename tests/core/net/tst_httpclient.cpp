// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/net/httpfixture.h"
#include "tests/support/http/testcertificate.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QSslSocket>
#include <QTest>

#include <thread>

using namespace portico;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Ending = ScriptedReply::Ending;

class TestHttpClient final : public QObject
{
    Q_OBJECT

private slots:
    void documents();
    void documentsHaveALimit();
    void redirectsAreFollowed_data();
    void redirectsAreFollowed();
    void sixRedirectsAreTooMany();
    void redirectsToOtherSchemesAreRefused();
    void secretsStayAtTheirOrigin();
    void cookiesAreNotKept();
    void cancelIsQuick_data();
    void cancelIsQuick();
    void manyCallersAtOnce();
    void slowSinkSlowsTheServer();
    void stallCountsOnlyTheServer();
};

void TestHttpClient::documents()
{
    const FaultServer server([](const SeenRequest &seen) {
        return seen.target == "/ok.json" ? text("{}") : [] {
            ScriptedReply reply = text("no");
            reply.status = 404;
            return reply;
        }();
    });
    const QtHttpClient http;
    const Result<QByteArray> good = getDocument(http, server.url(u"/ok.json"_s), 100, {});
    QVERIFY(good);
    QCOMPARE(*good, QByteArray("{}"));
    const Result<QByteArray> missing = getDocument(http, server.url(u"/no.json"_s), 100, {});
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QVERIFY(server.requests().constFirst().header("User-Agent").startsWith("Portico/"));
}

void TestHttpClient::documentsHaveALimit()
{
    const FaultServer server([](const SeenRequest &) {
        ScriptedReply reply;
        reply.body = QByteArray(100'000, 'x');
        reply.ending = Ending::Endless;
        return reply;
    });
    const QtHttpClient http;
    const Result<QByteArray> result = getDocument(http, server.url(u"/x"_s), 1 << 20, {});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Refused);
    QVERIFY(server.bodyBytesSent() < 40 << 20);
}

void TestHttpClient::redirectsAreFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("status %d", status) << status;
}

void TestHttpClient::redirectsAreFollowed()
{
    QFETCH(int, status);
    const FaultServer server([status](const SeenRequest &seen) {
        const int hop = seen.target.mid(1).toInt();
        return hop < 5 ? redirect(status, '/' + QByteArray::number(hop + 1)) : text("arrived");
    });
    const QtHttpClient http;
    CollectingSink sink;
    const Result<HttpReply> reply = http.get(requestFor(server.url(u"/0"_s)), sink, {});
    QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().message));
    QCOMPARE(sink.bytes, QByteArray("arrived"));
    QCOMPARE(reply->url, server.url(u"/5"_s));
    QCOMPARE(reply->status, 200);
}

void TestHttpClient::sixRedirectsAreTooMany()
{
    const FaultServer server([](const SeenRequest &) { return redirect(302, "/again"); });
    const QtHttpClient http;
    CollectingSink sink;
    const Result<HttpReply> reply = http.get(requestFor(server.url(u"/x"_s)), sink, {});
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::Refused);
    QCOMPARE(server.requests().size(), 6);
}

void TestHttpClient::redirectsToOtherSchemesAreRefused()
{
    const FaultServer server([](const SeenRequest &seen) {
        return redirect(302, seen.target == "/file" ? "file:///etc/passwd" : "ftp://127.0.0.1/x");
    });
    const QtHttpClient http;
    for (const QString &path : {u"/file"_s, u"/ftp"_s}) {
        CollectingSink sink;
        QVERIFY(!http.get(requestFor(server.url(path)), sink, {}));
        QCOMPARE(sink.bytes, QByteArray());
    }
}

// Qt's own redirects hand the Authorization to the next host (reliability.md finding 8).
void TestHttpClient::secretsStayAtTheirOrigin()
{
    const FaultServer other([&](const SeenRequest &seen) {
        if (seen.target == "/back")
            return redirect(302, "http://127.0.0.1:" + seen.header("X-Home") + "/end");
        return text("end");
    });
    const FaultServer home([&](const SeenRequest &seen) {
        if (seen.target == "/there-and-back")
            return redirect(302, other.url(u"/back"_s).toEncoded());
        if (seen.target == "/here")
            return redirect(302, "/end");
        return text("end");
    });
    const QtHttpClient http;
    HttpRequest request = requestFor(home.url(u"/there-and-back"_s));
    request.authorization = "Bearer CANARY";
    request.headers = {{"X-Home", QByteArray::number(home.port())}};
    CollectingSink sink;
    QVERIFY(http.get(request, sink, {}));
    QCOMPARE(home.requests().size(), 2);
    QCOMPARE(home.requests().at(0).header("Authorization"), QByteArray("Bearer CANARY"));
    QCOMPARE(home.requests().at(1).header("Authorization"), QByteArray());
    QCOMPARE(other.requests().size(), 1);
    for (const HttpHeader &header : other.requests().constFirst().headers)
        QVERIFY(!header.value.contains("CANARY"));

    request.url = home.url(u"/here"_s);
    QVERIFY(http.get(request, sink, {}));
    QCOMPARE(home.requests().constLast().header("Authorization"), QByteArray("Bearer CANARY"));
}

void TestHttpClient::cookiesAreNotKept()
{
    const FaultServer server([](const SeenRequest &) {
        ScriptedReply reply = text("x");
        reply.setHeader("Set-Cookie", "who=me; Path=/");
        return reply;
    });
    const QtHttpClient http;
    for (int i = 0; i < 2; ++i)
        QVERIFY(getDocument(http, server.url(u"/x"_s), 10, {}));
    QCOMPARE(server.requests().constLast().header("Cookie"), QByteArray());
}

void TestHttpClient::cancelIsQuick_data()
{
    QTest::addColumn<qint64>("after");
    QTest::newRow("before the first byte") << qint64(0);
    QTest::newRow("in the middle of the body") << qint64(50'000);
}

void TestHttpClient::cancelIsQuick()
{
    QFETCH(qint64, after);
    const FaultServer server([after](const SeenRequest &) {
        ScriptedReply reply = text(QByteArray(100'000, 'x'));
        reply.cutAfter = after;
        reply.ending = Ending::Silence;
        return reply;
    });
    const QtHttpClient http;
    CancelSource cancel;
    QElapsedTimer sinceCancel;
    std::thread canceller([&] {
        while (server.requests().isEmpty())
            std::this_thread::sleep_for(2ms);
        sinceCancel.start();
        cancel.cancel();
    });
    HttpRequest request = requestFor(server.url(u"/x"_s));
    request.stallLimit = 60s;
    CollectingSink sink;
    const Result<HttpReply> reply = http.get(request, sink, JobContext(cancel.token()));
    canceller.join();
    QVERIFY(sinceCancel.elapsed() < kAtOnceMs);
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::Cancelled);
}

void TestHttpClient::manyCallersAtOnce()
{
    const FaultServer server([](const SeenRequest &seen) {
        ScriptedReply reply = text(seen.target.repeated(2000));
        reply.bytesPerTick = 2000;
        return reply;
    });
    const QtHttpClient http;
    std::atomic<int> right = 0;
    std::vector<std::thread> callers;
    for (int i = 0; i < 20; ++i) {
        callers.emplace_back([&, i] {
            const QString path = u"/%1"_s.arg(i);
            const Result<QByteArray> got = getDocument(http, server.url(path), 1 << 20, {});
            right += got && *got == path.toLatin1().repeated(2000) ? 1 : 0;
        });
    }
    for (std::thread &caller : callers)
        caller.join();
    QCOMPARE(right.load(), 20);
}

void TestHttpClient::slowSinkSlowsTheServer()
{
    const FaultServer server([](const SeenRequest &) {
        ScriptedReply reply;
        reply.body = QByteArray(64 << 10, 'x');
        reply.ending = Ending::Endless;
        return reply;
    });
    const QtHttpClient http;
    CancelSource cancel;
    HttpRequest request = requestFor(server.url(u"/x"_s));
    request.bufferSize = 1 << 20;
    CollectingSink sink;
    sink.keeps = false;
    sink.pause = 20ms;
    std::thread canceller([&] {
        std::this_thread::sleep_for(1500ms);
        cancel.cancel();
    });
    QVERIFY(!http.get(request, sink, JobContext(cancel.token())));
    canceller.join();
    // Ours, Qt's and the system's buffers; not the gigabytes that loopback would bring.
    QVERIFY2(server.bodyBytesSent() - sink.count < 20 << 20,
             qPrintable(QString::number(server.bodyBytesSent() - sink.count)));
}

void TestHttpClient::stallCountsOnlyTheServer()
{
    const FaultServer server([](const SeenRequest &) { return text(QByteArray(3 << 20, 'x')); });
    const QtHttpClient http;
    HttpRequest request = requestFor(server.url(u"/x"_s));
    request.bufferSize = 256 << 10;
    request.stallLimit = 1500ms;
    CollectingSink sink;
    sink.keeps = false;
    sink.pause = 150ms; // the disk takes longer for the whole than the server may be silent
    const Result<HttpReply> reply = http.get(request, sink, {});
    QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().message));
    QCOMPARE(sink.count, 3 << 20);
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"
