// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/githubapi.h"
#include "tests/core/net/httpfixture.h"
#include "tests/support/http/fakeclock.h"

#include <QTest>

#include <mutex>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

ScriptedReply json(int status, const QByteArray &body, const QByteArray &etag = {})
{
    ScriptedReply reply = text(body);
    reply.status = status;
    reply.setHeader("Content-Type", "application/json; charset=utf-8");
    if (!etag.isEmpty())
        reply.setHeader("ETag", etag);
    return reply;
}

/** A server that says one reply after the other, the last one again and again. */
class Script
{
public:
    explicit Script(QList<ScriptedReply> replies)
        : m_replies(std::move(replies))
    { }

    Result<GithubAnswerTo> ask(const GithubCall &call) const { return api.call(call, {}); }

    FaultServer server{[this](const SeenRequest &request) { return next(request); }};
    FakeClock clock;
    const QtHttpClient http;
    const GithubApi api{
        http, clock, *githubServerFrom(server.url(QString()).toString()),
        [](const JobContext &) -> Result<QByteArray> { return QByteArray("ghp_word"); }};

private:
    ScriptedReply next(const SeenRequest &request)
    {
        const std::lock_guard lock(m_mutex);
        const ScriptedReply reply =
            m_replies.size() > 1 ? m_replies.takeFirst() : m_replies.constFirst();
        const QByteArray etag = request.header("If-None-Match");
        for (const HttpHeader &header : reply.headers) {
            if (header.name == "ETag" && header.value == etag)
                return json(304, {});
        }
        return reply;
    }

    std::mutex m_mutex;
    QList<ScriptedReply> m_replies;
};

const GithubCall kLook{.what = u"looking"_s, .path = u"/things"_s};
const GithubCall kBegin{
    .what = u"beginning"_s, .path = u"/begin"_s, .method = "POST", .body = QJsonObject{}};

ScriptedReply limited(const QByteArray &after)
{
    ScriptedReply reply = json(403, R"({"message":"You have exceeded a secondary rate limit."})");
    if (!after.isEmpty())
        reply.setHeader("Retry-After", after);
    return reply;
}

} // namespace

/** The one door to GitHub. */
class GithubApiTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsAskedAgainIsAskedByItsEtag();
    void troublesThatPassAreTriedAgain();
    void whatMayHaveBegunIsNeverBegunTwice();
    void aShortRateLimitIsWaitedFor_data();
    void aShortRateLimitIsWaitedFor();
    void aLongRateLimitIsToldAtOnce();
    void thePaceFollowsWhatIsLeft();
    void allPagesAreRead();
    void anAnswerThatIsNone();
    void withoutATokenNobodyIsAsked();
};

void GithubApiTest::whatIsAskedAgainIsAskedByItsEtag()
{
    Script github({json(200, R"({"n":1})", "W/\"one\"")});
    for (int i = 0; i < 3; ++i) {
        const auto object = github.api.object(kLook, {});
        QVERIFY(object);
        QCOMPARE(object->value("n"_L1).toInt(), 1);
    }
    const QList<SeenRequest> seen = github.server.requests();
    QCOMPARE(seen.size(), 3);
    QCOMPARE(seen[2].header("If-None-Match"), "W/\"one\"");
    QCOMPARE(seen[0].header("Authorization"), "Bearer ghp_word");
    QCOMPARE(seen[0].header("X-GitHub-Api-Version"), "2022-11-28");
}

void GithubApiTest::troublesThatPassAreTriedAgain()
{
    ScriptedReply cut = json(200, R"({"things":[]})");
    cut.cutAfter = 5;
    cut.ending = ScriptedReply::Ending::Close;
    Script github({json(502, "{}"), cut, json(500, "{}"), json(200, "{}")});
    QVERIFY(github.ask(kLook));
    QCOMPARE(github.clock.sleeps(),
             (QList<std::chrono::milliseconds>{std::chrono::seconds(1), std::chrono::seconds(2),
                                               std::chrono::seconds(4)}));
    Script broken({json(503, "{}")});
    const auto answer = broken.ask(kLook);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::HttpStatus);
    QCOMPARE(broken.server.requests().size(), 5);
}

void GithubApiTest::whatMayHaveBegunIsNeverBegunTwice()
{
    Script github({json(502, "{}")});
    QVERIFY(!github.ask(kBegin));
    QCOMPARE(github.server.requests().size(), 1);
    GithubCall harmless = kBegin;
    harmless.twice = GithubCall::Twice::Harmless;
    Script other({json(502, "{}"), json(201, "{}")});
    QVERIFY(other.ask(harmless));
    QCOMPARE(other.server.requests().size(), 2);
}

void GithubApiTest::aShortRateLimitIsWaitedFor_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("seconds");
    QTest::newRow("GitHub says how long") << QByteArray("7") << 7;
    QTest::newRow("GitHub does not say") << QByteArray() << 60;
}

void GithubApiTest::aShortRateLimitIsWaitedFor()
{
    QFETCH(const QByteArray, after);
    QFETCH(const int, seconds);
    Script github({limited(after), json(201, "{}")}); // refused is not begun
    QVERIFY(github.ask(kBegin));
    QCOMPARE(github.clock.sleeps(),
             QList<std::chrono::milliseconds>{std::chrono::seconds(seconds)});
}

void GithubApiTest::aLongRateLimitIsToldAtOnce()
{
    Script github({limited("3600")});
    const auto answer = github.ask(kLook);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Busy);
    QCOMPARE(github.clock.sleeps().size(), 0);
    QVERIFY(answer.error().message.contains(u"answers again at"_s));
}

void GithubApiTest::thePaceFollowsWhatIsLeft()
{
    const std::chrono::milliseconds wanted(2000);
    ScriptedReply reply = json(200, "{}");
    reply.setHeader("X-RateLimit-Limit", "5000");
    reply.setHeader("X-RateLimit-Remaining", "4000");
    reply.setHeader("X-RateLimit-Reset",
                    QByteArray::number(QDateTime::currentSecsSinceEpoch() + 1000));
    Script much({reply});
    QVERIFY(much.ask(kLook));
    QCOMPARE(much.api.pace(wanted), wanted);
    reply.setHeader("X-RateLimit-Remaining", "50");
    Script few({reply});
    QVERIFY(few.ask(kLook));
    QVERIFY(few.api.pace(wanted) > std::chrono::seconds(15));
    QVERIFY(few.api.pace(wanted) <= std::chrono::seconds(20));
}

void GithubApiTest::allPagesAreRead()
{
    QByteArray full = "{\"things\":[";
    for (int i = 0; i < 100; ++i)
        full += i > 0 ? ",{}" : "{}";
    Script github({json(200, full + "]}"), json(200, R"({"things":[{},{"n":7}]})")});
    const auto things = github.api.pages(kLook, u"things"_s, 1000, {});
    QVERIFY(things);
    QCOMPARE(things->size(), 102);
    QCOMPARE(things->constLast().value("n"_L1).toInt(), 7);
    QCOMPARE(github.server.requests()[1].target, "/api/v3/things?per_page=100&page=2");
}

void GithubApiTest::anAnswerThatIsNone()
{
    Script github({text("<html>Sign in to the network</html>")});
    const auto object = github.api.object(kLook, {});
    QVERIFY(!object);
    QCOMPARE(object.error().code, ErrorCode::Corrupt);
}

void GithubApiTest::withoutATokenNobodyIsAsked()
{
    Script github({json(200, "{}")});
    const GithubApi api(github.http, github.clock, github.api.server(),
                        [](const JobContext &) -> Result<QByteArray> { return QByteArray(); });
    const auto answer = api.call(kLook, {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::PermissionDenied);
    QCOMPARE(github.server.requests().size(), 0);
}

QTEST_GUILESS_MAIN(GithubApiTest)
#include "tst_githubapi.moc"
