// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// T6 of reliability.md: a download meets every fault of a network, one row each. A fault happens on
// the first request, or on all; what must come out, and how many bytes may come twice, is in the
// row.
#include "tests/core/net/downloadfixture.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;
using Ending = ScriptedReply::Ending;

namespace {

constexpr qsizetype kSize = 300'000;

enum class When { FirstRequest, EveryRequest };

struct Fault
{
    std::function<ScriptedReply(const SeenRequest &, const QByteArray &file)> reply;
    When when = When::FirstRequest;
};

/** The good reply, changed. */
Fault changed(const std::function<void(ScriptedReply &)> &change, When when = When::FirstRequest)
{
    return {[change](const SeenRequest &request, const QByteArray &file) {
                ScriptedReply reply = goodReply(request, file);
                change(reply);
                return reply;
            },
            when};
}

Fault cut(qint64 after, Ending ending)
{
    return changed([after, ending](ScriptedReply &reply) {
        reply.cutAfter = after;
        reply.ending = ending;
    });
}

Fault status(int code, const QList<HttpHeader> &headers = {}, When when = When::FirstRequest)
{
    return {[code, headers](const SeenRequest &, const QByteArray &) {
                ScriptedReply reply;
                reply.status = code;
                reply.headers = headers;
                reply.body = "<html>an error page</html>";
                reply.setHeader("Content-Length", QByteArray::number(reply.body.size()));
                return reply;
            },
            when};
}

/** On the first request half of the file comes; the second one meets the fault. */
Fault onResume(const std::function<void(ScriptedReply &, const QByteArray &file)> &change)
{
    return {[change](const SeenRequest &request, const QByteArray &file) {
                ScriptedReply reply = goodReply(request, file);
                if (request.number == 0) {
                    reply.cutAfter = kSize / 2;
                    reply.ending = Ending::Close;
                } else if (request.number == 1) {
                    change(reply, file);
                }
                return reply;
            },
            When::EveryRequest};
}

constexpr auto kDone = ErrorCode::Internal; // stands for success: no download ends so

} // namespace

Q_DECLARE_METATYPE(Fault)

class TestDownloadFaults final : public QObject
{
    Q_OBJECT

private slots:
    void fault_data();
    void fault();

private:
    static void breaks();
    static void replies();
    static void statuses();
    static void resumes();
    static void row(const QByteArray &name, const Fault &fault, ErrorCode outcome, int requests,
                    qint64 mostTwice = -1)
    {
        QTest::newRow(name.constData()) << fault << outcome << requests << mostTwice;
    }
};

// name, fault, outcome, requests (0: any number), bytes that may come twice (-1: any number)
void TestDownloadFaults::breaks()
{
    for (const qint64 at : {0, 1, 13, 50, 74, 150, 8096, 16384, 20000}) {
        const QByteArray number = QByteArray::number(at);
        row("broken (RST) after " + number + " bytes", cut(at, Ending::Reset), kDone, 2, at);
        row("closed (FIN) after " + number + " bytes", cut(at, Ending::Close), kDone, 2, 0);
    }
    row("closed one byte before the end", cut(kSize - 1, Ending::Close), kDone, 2, 0);
    row("silence after 5000 bytes", cut(5000, Ending::Silence), kDone, 2, 0);
    row("silence before the first byte", cut(0, Ending::Silence), kDone, 2, 0);
    row("closed in the middle of a chunk", changed([](ScriptedReply &reply) {
            makeChunked(reply);
            reply.cutAfter = 100'000;
            reply.ending = Ending::Close;
        }),
        kDone, 2);
    row("closed by an HTTP/1.0 server before its length", changed([](ScriptedReply &reply) {
            reply.version = "HTTP/1.0";
            reply.cutAfter = 100'000;
            reply.ending = Ending::Close;
        }),
        kDone, 2, 0);
    row("broken on every request",
        changed(
            [](ScriptedReply &reply) {
                reply.cutAfter = 10;
                reply.ending = Ending::Close;
            },
            When::EveryRequest),
        ErrorCode::Network, 5);
    row("silence on every request",
        changed(
            [](ScriptedReply &reply) {
                reply.cutAfter = 0;
                reply.ending = Ending::Silence;
            },
            When::EveryRequest),
        ErrorCode::Timeout, 5);
}

void TestDownloadFaults::replies()
{
    row("no fault at all", changed([](ScriptedReply &) {}), kDone, 1, 0);
    row("chunks without a length", changed(makeChunked), kDone, 1, 1000);
    row("one flipped bit, once", changed([](ScriptedReply &reply) { reply.body[5000] ^= 4; }),
        kDone, 2);
    row("one flipped bit, always",
        changed([](ScriptedReply &reply) { reply.body[5000] ^= 4; }, When::EveryRequest),
        ErrorCode::HashMismatch, 2);
    row("one byte more than promised, with its length", changed([](ScriptedReply &reply) {
            reply.body += 'x';
            reply.setHeader("Content-Length", QByteArray::number(reply.body.size()));
        }),
        ErrorCode::Refused, 1);
    row("one byte more than promised, in chunks", changed([](ScriptedReply &reply) {
            reply.body += 'x';
            makeChunked(reply);
        }),
        ErrorCode::Refused, 1);
    row("a body without an end", changed([](ScriptedReply &reply) {
            reply.removeHeader("Content-Length");
            reply.ending = Ending::Endless;
        }),
        ErrorCode::Refused, 1);
    row("one byte less than promised, with its length", changed([](ScriptedReply &reply) {
            reply.body.chop(1);
            reply.setHeader("Content-Length", QByteArray::number(reply.body.size()));
        }),
        ErrorCode::Refused, 1);
    row("a sign-in page", changed([](ScriptedReply &reply) {
            reply.body = "<!DOCTYPE html><title>Hotel</title>";
            reply.setHeader("Content-Length", QByteArray::number(reply.body.size()));
            reply.setHeader("Content-Type", "text/html; charset=utf-8");
        }),
        ErrorCode::HttpStatus, 1);
    row("a sign-in page that says it is a file, in chunks", changed([](ScriptedReply &reply) {
            reply.body = "\n <html>Sign in</html>";
            makeChunked(reply);
        }),
        ErrorCode::HttpStatus, 1);
    row("gzip that nobody asked for",
        changed([](ScriptedReply &reply) { reply.setHeader("Content-Encoding", "gzip"); }),
        ErrorCode::Refused, 1);
    row("a negative length", changed([](ScriptedReply &reply) {
            reply.setHeader("Content-Length", "-1");
            reply.ending = Ending::Close;
        }),
        ErrorCode::Refused, 1);
    row("two lengths", changed([](ScriptedReply &reply) {
            reply.headers.append(HttpHeader{"Content-Length", "17"});
            reply.ending = Ending::Close;
        }),
        ErrorCode::Refused, 1);
    row("a length and chunks", changed([](ScriptedReply &reply) {
            reply.setHeader("Transfer-Encoding", "chunked");
            reply.body = chunked(reply.body);
        }),
        ErrorCode::Refused, 1);
    row("no HTTP at all", changed([](ScriptedReply &reply) {
            reply.version = "SSH-2.0-OpenSSH";
            reply.ending = Ending::Close;
        }),
        kDone, 2);
    row("slowly, but steadily", changed([](ScriptedReply &reply) { reply.bytesPerTick = 10'000; }),
        kDone, 1, 0);
}

void TestDownloadFaults::statuses()
{
    for (const int code : {400, 401, 403, 451})
        row("status " + QByteArray::number(code), status(code), ErrorCode::HttpStatus, 1);
    for (const int code : {404, 410})
        row("status " + QByteArray::number(code), status(code), ErrorCode::NotFound, 1);
    for (const int code : {408, 429, 500, 502, 503, 504})
        row("status " + QByteArray::number(code) + ", once", status(code), kDone, 2, 0);
    row("status 503 always", status(503, {}, When::EveryRequest), ErrorCode::HttpStatus, 5);
    row("status 429 for 3 seconds", status(429, {{"Retry-After", "3"}}), kDone, 2, 0);
    row("status 429 for an hour", status(429, {{"Retry-After", "3600"}}), ErrorCode::HttpStatus, 1);
    row("status 204", status(204), ErrorCode::HttpStatus, 1);
    row("a range that was not asked for", changed([](ScriptedReply &reply) {
            reply.status = 206;
            reply.setHeader("Content-Range", "bytes 0-299999/300000");
        }),
        kDone, 2);
}

void TestDownloadFaults::resumes()
{
    row("resumed", onResume([](ScriptedReply &, const QByteArray &) {}), kDone, 2, 0);
    row("200 for a range", onResume([](ScriptedReply &reply, const QByteArray &file) {
            reply.status = 200;
            reply.body = file;
            reply.removeHeader("Content-Range");
            reply.setHeader("Content-Length", QByteArray::number(file.size()));
        }),
        kDone, 3);
    row("another range than asked for", onResume([](ScriptedReply &reply, const QByteArray &) {
            reply.setHeader("Content-Range", "bytes 0-149999/300000");
        }),
        kDone, 3);
    row("a range of a file of another size", onResume([](ScriptedReply &reply, const QByteArray &) {
            reply.setHeader("Content-Range", "bytes 150000-299999/300001");
        }),
        kDone, 3);
    row("a range without saying which", onResume([](ScriptedReply &reply, const QByteArray &) {
            reply.removeHeader("Content-Range");
        }),
        kDone, 3);
    row("a range of another version", onResume([](ScriptedReply &reply, const QByteArray &) {
            reply.setHeader("ETag", "\"v2\"");
        }),
        kDone, 3);
    row("416 for a range", onResume([](ScriptedReply &reply, const QByteArray &) {
            reply.status = 416;
            reply.body = "<html>no</html>";
            reply.setHeader("Content-Range", "bytes */300000");
            reply.setHeader("Content-Length", QByteArray::number(reply.body.size()));
        }),
        kDone, 3);
    row("a sign-in page for a range", onResume([](ScriptedReply &reply, const QByteArray &) {
            reply.status = 200;
            reply.body = "<html>Sign in</html>";
            reply.removeHeader("Content-Range");
            reply.setHeader("Content-Type", "text/html");
            reply.setHeader("Content-Length", QByteArray::number(reply.body.size()));
        }),
        ErrorCode::HttpStatus, 2);
    row("broken again and again, with progress",
        changed(
            [](ScriptedReply &reply) {
                reply.cutAfter = 100'000;
                reply.ending = Ending::Close;
            },
            When::EveryRequest),
        kDone, 3, 0);
}

void TestDownloadFaults::fault_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<ErrorCode>("outcome");
    QTest::addColumn<int>("requests");
    QTest::addColumn<qint64>("mostTwice");
    breaks();
    replies();
    statuses();
    resumes();
}

void TestDownloadFaults::fault()
{
    QFETCH(Fault, fault);
    QFETCH(ErrorCode, outcome);
    QFETCH(int, requests);
    QFETCH(qint64, mostTwice);

    const QByteArray file = patternBytes(kSize);
    const FaultServer server([&](const SeenRequest &request) {
        const bool isFaulty = fault.when == When::EveryRequest || request.number == 0;
        return isFaulty ? fault.reply(request, file) : goodReply(request, file);
    });
    DownloadFixture fixture;
    DownloadRequest request;
    request.url = server.url(u"/bundle.zip"_s);
    request.sha256 = sha256Of(file);
    request.size = kSize;
    request.authorization = "Bearer CANARY-TOKEN";
    const Result<DownloadedFile> result = fixture.fetch(request);

    for (const SeenRequest &seen : server.requests()) {
        QCOMPARE(seen.header("Accept-Encoding"), QByteArray("identity"));
        QCOMPARE(seen.header("Authorization"), QByteArray("Bearer CANARY-TOKEN"));
    }
    if (requests > 0)
        QCOMPARE(server.requests().size(), requests);
    QVERIFY(!fixture.log.join(u'\n').contains("CANARY"_L1));
    if (outcome != kDone) {
        QVERIFY2(!result, "it must fail");
        QCOMPARE(result.error().code, outcome);
        QVERIFY(!result.error().message.isEmpty());
        QVERIFY(!result.error().nextStep.isEmpty());
        QVERIFY(!(result.error().message + result.error().detail).contains("CANARY"_L1));
        for (const QString &name : fixture.files())
            QVERIFY2(name.endsWith(".part"_L1) || name.endsWith(".part.json"_L1), qPrintable(name));
        return;
    }
    QVERIFY2(result,
             qPrintable(result ? QString() : result.error().message + result.error().detail));
    QCOMPARE(DownloadFixture::read(result->path), file);
    QVERIFY(result->isVerified);
    QCOMPARE(result->sha256, sha256Of(file));
    QCOMPARE(fixture.files(), QStringList{sha256Of(file).toHex() + u"/bundle.zip"_s});
    if (mostTwice >= 0)
        QVERIFY2(server.bodyBytesSent() - kSize - 100 <= mostTwice,
                 qPrintable(QString::number(server.bodyBytesSent() - kSize)));
}

QTEST_GUILESS_MAIN(TestDownloadFaults)
#include "tst_downloadfaults.moc"
