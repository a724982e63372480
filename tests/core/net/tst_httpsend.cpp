// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/net/httpfixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

HttpRequest sending(const QUrl &url, const QByteArray &method, const HttpBody &body)
{
    HttpRequest request = requestFor(url);
    request.method = method;
    request.body = body;
    return request;
}

} // namespace

/** Requests that bring something along or change something. */
class HttpSend final : public QObject
{
    Q_OBJECT

private slots:
    void theBodyArrivesWithItsMethodAndType_data();
    void theBodyArrivesWithItsMethodAndType();
    void aFileIsReadWhileItIsSent();
    void aFileThatIsNotThere();
    void nothingIsSentTwice_data();
    void nothingIsSentTwice();
    void aRedirectIsNotFollowed();
    void aServerThatDoesNotAnswerIsNoticed();
};

void HttpSend::theBodyArrivesWithItsMethodAndType_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a document") << QByteArray("POST") << QByteArray("{\"a\":1}");
    QTest::newRow("a change") << QByteArray("PATCH") << QByteArray("{}");
    QTest::newRow("a whole") << QByteArray("PUT") << QByteArray(300'000, 'x');
    QTest::newRow("nothing at all") << QByteArray("DELETE") << QByteArray();
}

void HttpSend::theBodyArrivesWithItsMethodAndType()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, bytes);
    FaultServer server([](const SeenRequest &) { return text("taken"); });
    const QtHttpClient http;
    CollectingSink sink;
    HttpRequest request = sending(server.url(u"/things"_s), method, {.bytes = bytes});
    request.authorization = "Bearer word";
    const auto reply = http.get(request, sink, {});
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
    QCOMPARE(sink.bytes, "taken");
    const QList<SeenRequest> seen = server.requests();
    QCOMPARE(seen.size(), 1);
    QCOMPARE(seen[0].method, method);
    QCOMPARE(seen[0].body, bytes);
    QCOMPARE(seen[0].header("Content-Type"), "application/json");
    QCOMPARE(seen[0].header("Content-Length"), QByteArray::number(bytes.size()));
    QCOMPARE(seen[0].header("Authorization"), "Bearer word");
}

void HttpSend::aFileIsReadWhileItIsSent()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"bundle.zip"_s);
    QByteArray content;
    for (int i = 0; i < 1'000'000; ++i)
        content += QByteArray::number(i);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    FaultServer server([](const SeenRequest &) { return text("taken"); });
    const QtHttpClient http;
    CollectingSink sink;
    std::atomic<qint64> most = 0;
    const HttpBody body{.type = "application/octet-stream",
                        .bytes = {},
                        .file = path,
                        .sent = [&most](qint64 bytes) { most = std::max(most.load(), bytes); }};
    const auto reply = http.get(sending(server.url(u"/assets"_s), "POST", body), sink, {});
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
    QVERIFY(server.requests().constFirst().body == content);
    QCOMPARE(most.load(), content.size());
}

void HttpSend::aFileThatIsNotThere()
{
    FaultServer server([](const SeenRequest &) { return text("taken"); });
    const QtHttpClient http;
    CollectingSink sink;
    const HttpBody body{
        .type = "text/plain", .bytes = {}, .file = u"/nowhere/at/all"_s, .sent = {}};
    const auto reply = http.get(sending(server.url(u"/assets"_s), "POST", body), sink, {});
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::NotFound);
    QCOMPARE(server.requests().size(), 0);
}

void HttpSend::nothingIsSentTwice_data()
{
    QTest::addColumn<int>("ending");
    QTest::newRow("the connection is reset") << int(ScriptedReply::Ending::Reset);
    QTest::newRow("the connection ends in order") << int(ScriptedReply::Ending::Close);
}

/** Where a GET is repeated by Qt itself, nobody would know how often something was begun. */
void HttpSend::nothingIsSentTwice()
{
    QFETCH(const int, ending);
    FaultServer server([ending](const SeenRequest &request) {
        ScriptedReply reply = text("taken");
        if (request.method == "GET")
            return reply;
        reply.cutAfter = 0;
        reply.ending = static_cast<ScriptedReply::Ending>(ending);
        return reply;
    });
    const QtHttpClient http;
    for (int i = 0; i < 5; ++i) { // also over a connection that was used before
        CollectingSink before;
        QVERIFY(http.get(requestFor(server.url(u"/look"_s)), before, {}));
        CollectingSink sink;
        const auto reply =
            http.get(sending(server.url(u"/begin"_s), "POST", {.bytes = "{}"}), sink, {});
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::Network);
    }
    qsizetype posts = 0;
    for (const SeenRequest &request : server.requests())
        posts += request.method == "POST" ? 1 : 0;
    QCOMPARE(posts, 5);
}

void HttpSend::aRedirectIsNotFollowed()
{
    FaultServer server([](const SeenRequest &) { return redirect(307, "/elsewhere"); });
    const QtHttpClient http;
    CollectingSink sink;
    const auto reply =
        http.get(sending(server.url(u"/begin"_s), "POST", {.bytes = "{}"}), sink, {});
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message + reply.error().detail));
    QCOMPARE(reply->status, 307);
    QCOMPARE(server.requests().size(), 1);
}

void HttpSend::aServerThatDoesNotAnswerIsNoticed()
{
    FaultServer server([](const SeenRequest &) {
        ScriptedReply reply = text("taken");
        reply.cutAfter = 0;
        reply.ending = ScriptedReply::Ending::Silence;
        return reply;
    });
    const QtHttpClient http;
    CollectingSink sink;
    HttpRequest request = sending(server.url(u"/begin"_s), "POST", {.bytes = "{}"});
    request.stallLimit = std::chrono::milliseconds(300);
    const auto reply = http.get(request, sink, {});
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::Timeout);
}

QTEST_GUILESS_MAIN(HttpSend)
#include "tst_httpsend.moc"
