// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/documentfetcher.h"
#include "core/catalogue/githubreleases.h"
#include "tests/core/catalogue/githubfixture.h"

#include <QDir>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** A server that says what `next` is, and a fetcher that keeps what it said. */
struct Fetching
{
    std::mutex mutex;
    ScriptedReply next = jsonReply("{\"n\":1}", "W/\"one\"");
    FaultServer server{[this](const SeenRequest &) {
        const std::lock_guard lock(mutex);
        return next;
    }};
    QTemporaryDir folder;
    StandingClock clock;
    QtHttpClient http;
    DocumentFetcher fetcher{http, clock, DocumentCache(folder.path())};

    void say(const ScriptedReply &reply)
    {
        const std::lock_guard lock(mutex);
        next = reply;
    }
    QUrl url() const { return server.url(u"/list.json"_s); }
    Result<FetchedDocument> fetch(Asking asking, const QByteArray &token = {})
    {
        DocumentFetcher::Request request{.url = url(), .stallLimit = std::chrono::seconds(1)};
        request.judge = [](const QByteArray &bytes) -> Result<> {
            if (bytes.endsWith('}'))
                return {};
            return Error{.code = ErrorCode::InvalidInput,
                         .message = u"cut"_s,
                         .nextStep = u"again"_s,
                         .detail = {}};
        };
        if (!token.isEmpty())
            request.authorize = [token](const JobContext &) { return token; };
        return fetcher.fetch(request, asking, {});
    }
    qsizetype asked() const { return server.requests().size(); }
    QString keptFile() const { return DocumentCache(folder.path()).pathOf(url()); }
};

ScriptedReply limited(int status, int remaining, qint64 reset, const QByteArray &retryAfter = {})
{
    ScriptedReply reply = statusReply(status, fixture("rate-limited.json"));
    reply.setHeader("x-ratelimit-limit", "60");
    reply.setHeader("x-ratelimit-remaining", QByteArray::number(remaining));
    reply.setHeader("x-ratelimit-reset", QByteArray::number(reset));
    if (!retryAfter.isEmpty())
        reply.setHeader("retry-after", retryAfter);
    return reply;
}

} // namespace

class TestDocumentFetcher final : public QObject
{
    Q_OBJECT

private slots:
    void asksAgainByETag();
    void asksNobodyWhileNew();
    void usesTheLastGoodAnswer_data();
    void usesTheLastGoodAnswer();
    void failsClearlyWithNothingKept_data();
    void failsClearlyWithNothingKept();
    void asksNobodyWhoRefused_data();
    void asksNobodyWhoRefused();
    void sendsTheTokenAndKeepsItNowhere();
    void ignoresADamagedKeptAnswer_data();
    void ignoresADamagedKeptAnswer();
    void refusesTooMuch();
};

void TestDocumentFetcher::asksAgainByETag()
{
    Fetching f;
    QCOMPARE(f.fetch(Asking::Always)->bytes, "{\"n\":1}");
    ScriptedReply unchanged = statusReply(304, {});
    unchanged.removeHeader("Content-Length");
    f.say(unchanged);
    f.clock.advance(std::chrono::hours(30));
    const auto again = f.fetch(Asking::IfOld);
    QCOMPARE(again->bytes, "{\"n\":1}");
    QVERIFY(!again->isKept);
    QCOMPARE(again->asked, f.clock.now());
    QCOMPARE(f.server.requests().constLast().header("If-None-Match"), "W/\"one\"");
    // And once more: the answer of then was kept with the time of the 304.
    QVERIFY(!f.fetch(Asking::Never)->isKept);
}

void TestDocumentFetcher::asksNobodyWhileNew()
{
    Fetching f;
    QVERIFY(f.fetch(Asking::IfOld));
    f.clock.advance(std::chrono::minutes(14));
    QVERIFY(!f.fetch(Asking::IfOld)->isKept);
    QCOMPARE(f.asked(), 1);
    f.clock.advance(std::chrono::minutes(2));
    QVERIFY(f.fetch(Asking::IfOld));
    QCOMPARE(f.asked(), 2);
    f.clock.advance(-std::chrono::hours(24)); // the clock was put back: the answer is of the future
    QVERIFY(f.fetch(Asking::IfOld));
    QCOMPARE(f.asked(), 3);
    f.clock.advance(std::chrono::hours(2));
    const auto kept = f.fetch(Asking::Never);
    QVERIFY(kept->isKept && !kept->problem);
    QCOMPARE(f.asked(), 3);
}

void TestDocumentFetcher::usesTheLastGoodAnswer_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("the server has a problem") << 0 << ErrorCode::HttpStatus;
    QTest::newRow("a web page comes instead") << 1 << ErrorCode::InvalidInput;
    QTest::newRow("the answer is cut off inside") << 2 << ErrorCode::InvalidInput;
    QTest::newRow("the connection ends early") << 3 << ErrorCode::Network;
    QTest::newRow("the server falls silent") << 4 << ErrorCode::Timeout;
    QTest::newRow("the address is gone") << 5 << ErrorCode::NotFound;
    QTest::newRow("a web page that says it is JSON") << 6 << ErrorCode::InvalidInput;
}

void TestDocumentFetcher::usesTheLastGoodAnswer()
{
    QFETCH(int, kind);
    QFETCH(ErrorCode, code);
    Fetching f;
    QVERIFY(f.fetch(Asking::Always));
    f.clock.advance(std::chrono::hours(1));
    QList<ScriptedReply> replies{statusReply(502),
                                 text("<!DOCTYPE html><title>Log in</title>}"),
                                 jsonReply("{\"n\":2"),
                                 jsonReply("{\"n\":2, \"more\":true}"),
                                 jsonReply("{\"n\":2, \"more\":true}"),
                                 statusReply(404),
                                 jsonReply("\n <html>{}")};
    replies[1].setHeader("Content-Type", "text/html");
    replies[3].cutAfter = 5;
    replies[3].ending = ScriptedReply::Ending::Close;
    replies[4].cutAfter = 5;
    replies[4].ending = ScriptedReply::Ending::Silence;
    f.say(replies.at(kind));
    const auto answer = f.fetch(Asking::Always);
    QVERIFY(answer);
    QCOMPARE(answer->bytes, "{\"n\":1}");
    QVERIFY(answer->isKept);
    QCOMPARE(answer->asked.secsTo(f.clock.now()), 3600);
    QCOMPARE(answer->problem->code, code);
    QVERIFY(!answer->problem->message.isEmpty() && !answer->problem->nextStep.isEmpty());
}

void TestDocumentFetcher::failsClearlyWithNothingKept_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("not found") << 404 << ErrorCode::NotFound;
    QTest::newRow("forbidden for another reason") << 403 << ErrorCode::HttpStatus;
    QTest::newRow("a problem of the server") << 500 << ErrorCode::HttpStatus;
    QTest::newRow("unchanged, though nothing was asked for") << 304 << ErrorCode::HttpStatus;
}

void TestDocumentFetcher::failsClearlyWithNothingKept()
{
    QFETCH(int, status);
    QFETCH(ErrorCode, code);
    Fetching f;
    f.say(statusReply(status));
    const auto answer = f.fetch(Asking::Always);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, code);
    QVERIFY(!answer.error().nextStep.isEmpty());
    QCOMPARE(f.fetch(Asking::Never).error().code, ErrorCode::NotFound);
}

void TestDocumentFetcher::asksNobodyWhoRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("remaining");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<int>("seconds");
    QTest::newRow("no question left until the reset") << 403 << 0 << QByteArray() << 1800;
    QTest::newRow("429 the same") << 429 << 0 << QByteArray() << 1800;
    QTest::newRow("too fast: it says for how long") << 403 << 40 << QByteArray("90") << 90;
    QTest::newRow("too fast and silent about it: a minute") << 429 << 40 << QByteArray() << 60;
    QTest::newRow("never more than a day") << 429 << 40 << QByteArray("99999999") << 86400;
}

void TestDocumentFetcher::asksNobodyWhoRefused()
{
    QFETCH(int, status);
    QFETCH(int, remaining);
    QFETCH(QByteArray, retryAfter);
    QFETCH(int, seconds);
    Fetching f;
    const qint64 reset = f.clock.now().addSecs(1800).toSecsSinceEpoch();
    f.say(limited(status, remaining, reset, retryAfter));
    const auto refused = f.fetch(Asking::Always);
    QCOMPARE(refused.error().code, ErrorCode::Busy);
    QVERIFY(refused.error().nextStep.contains("token"_L1));
    f.say(jsonReply("{\"n\":3}"));
    f.clock.advance(std::chrono::seconds(seconds - 1));
    QCOMPARE(f.fetch(Asking::Always).error().code, ErrorCode::Busy);
    QCOMPARE(f.asked(), 1);
    QVERIFY(f.fetch(Asking::Always, "Bearer t")); // with a token it is another limit
    f.clock.advance(std::chrono::seconds(2));
    QCOMPARE(f.fetch(Asking::Always)->bytes, "{\"n\":3}");
}

void TestDocumentFetcher::sendsTheTokenAndKeepsItNowhere()
{
    Fetching f;
    ScriptedReply reply = limited(200, 4990, f.clock.now().addSecs(60).toSecsSinceEpoch());
    reply.body = "{\"n\":4}";
    reply.setHeader("Content-Length", "7");
    reply.setHeader("x-ratelimit-limit", "5000");
    f.say(reply);
    const auto answer = f.fetch(Asking::Always, "Bearer secret-token");
    QCOMPARE(answer->limit->remaining, 4990);
    QCOMPARE(f.server.requests().constLast().header("Authorization"), "Bearer secret-token");
    for (const QString &name : QDir(f.folder.path()).entryList(QDir::Files)) {
        QFile file(f.folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("secret-token"));
    }
    f.say(statusReply(401));
    const auto refused = f.fetch(Asking::Always, "Bearer secret-token");
    QVERIFY(refused->isKept);
    QVERIFY(refused->problem->message.contains("token"_L1));
    QVERIFY(!refused->problem->detail.contains("secret"_L1));
}

void TestDocumentFetcher::ignoresADamagedKeptAnswer_data()
{
    QTest::addColumn<int>("damage");
    QTest::newRow("one byte is another") << 0;
    QTest::newRow("it is cut off") << 1;
    QTest::newRow("it is empty") << 2;
    QTest::newRow("it is all zeros") << 3;
    QTest::newRow("it belongs to another address") << 4;
    QTest::newRow("its ETag would break the head of a request") << 5;
}

void TestDocumentFetcher::ignoresADamagedKeptAnswer()
{
    QFETCH(int, damage);
    Fetching f;
    QVERIFY(f.fetch(Asking::Always));
    QFile file(f.keptFile());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    if (damage == 0)
        bytes.replace("\"n\":1", "\"n\":9");
    else if (damage == 1)
        bytes.chop(3);
    else if (damage == 2)
        bytes.clear();
    else if (damage == 3)
        bytes.fill('\0');
    else if (damage == 4)
        bytes.replace("list.json", "fist.json");
    else
        bytes.replace("W/\\\"one\\\"", "x\\r\\nEvil: 1");
    QVERIFY(file.resize(0) && file.seek(0));
    file.write(bytes);
    file.close();
    QVERIFY(!f.fetch(Asking::Never));
    const auto answer = f.fetch(Asking::IfOld);
    QCOMPARE(answer->bytes, "{\"n\":1}");
    QVERIFY(f.server.requests().constLast().header("If-None-Match").isEmpty());
    QVERIFY(f.fetch(Asking::Never)); // whole again
}

void TestDocumentFetcher::refusesTooMuch()
{
    Fetching f;
    ScriptedReply endless = jsonReply(QByteArray(1 << 20, ' '));
    endless.removeHeader("Content-Length");
    endless.ending = ScriptedReply::Ending::Endless;
    f.say(endless);
    const auto answer = f.fetch(Asking::Always);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Refused);
}

QTEST_GUILESS_MAIN(TestDocumentFetcher)
#include "tst_documentfetcher.moc"
