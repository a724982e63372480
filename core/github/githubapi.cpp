// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/githubapi.h"

#include "core/catalogue/ratelimit.h"
#include "core/github/githubfailure.h"
#include "core/io/json.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Github)
};

constexpr qint64 kMostBytes = 16LL << 20;
constexpr std::chrono::seconds kUploadStall{180}; ///< GitHub looks at gigabytes before it answers
constexpr int kFewLeft = 200;                     ///< questions, of 5,000 an hour

/** The whole body of any status. */
class AnswerSink final : public ByteSink
{
public:
    GithubAnswerTo answer;

    Result<Want> begin(const HttpReply &reply) override
    {
        answer.status = reply.status;
        answer.head = reply;
        return Want::More;
    }

    Result<Want> write(QByteArrayView part) override
    {
        if (answer.bytes.size() + part.size() > kMostBytes)
            return Want::Enough; // no JSON then, and said to be none
        answer.bytes.append(part);
        return Want::More;
    }
};

Error notJson(const GithubAnswerTo &answer, const Error &cause)
{
    return {.code = ErrorCode::Corrupt,
            .message =
                Text::tr("The answer of %1 cannot be understood.").arg(answer.head.url.host()),
            .nextStep = Text::tr("Try again. A sign-in page of your network may be in the way."),
            .detail = cause.message};
}

bool isPassing(const Error &error)
{
    return error.code == ErrorCode::Network || error.code == ErrorCode::Timeout;
}

/** A refusal for having asked too much that names no time: GitHub then wants a minute. */
bool isSecondaryLimit(const GithubAnswerTo &answer)
{
    return (answer.status == 403 || answer.status == 429)
        && githubWords(answer.bytes).contains("rate limit"_L1, Qt::CaseInsensitive);
}

} // namespace

Result<QJsonObject> GithubAnswerTo::object() const
{
    const auto parsed = parseJsonObject(bytes, {.maxBytes = kMostBytes, .maxDepth = 32});
    return parsed ? parsed : Result<QJsonObject>(notJson(*this, parsed.error()));
}

Result<QJsonArray> GithubAnswerTo::list() const
{
    const auto parsed = parseJsonArray(bytes, {.maxBytes = kMostBytes, .maxDepth = 32});
    return parsed ? parsed : Result<QJsonArray>(notJson(*this, parsed.error()));
}

GithubApi::GithubApi(const HttpClient &http, const Clock &clock, GithubServer server, Token token,
                     QStringList plainHttpHosts, GithubPatience patience)
    : m_http(http)
    , m_clock(clock)
    , m_server(std::move(server))
    , m_token(std::move(token))
    , m_plainHttpHosts(std::move(plainHttpHosts))
    , m_patience(patience)
{ }

Result<QByteArray> GithubApi::authorizationFor(const QUrl &url, const JobContext &job) const
{
    if (!m_server.mayHaveToken(url))
        return QByteArray();
    const Result<QByteArray> token = m_token(job);
    if (!token)
        return token.error();
    if (token->isEmpty())
        return noTokenError(m_server);
    return "Bearer " + *token;
}

Result<GithubAnswerTo> GithubApi::send(HttpRequest request, const JobContext &job) const
{
    const Result<QByteArray> authorization = authorizationFor(request.url, job);
    if (!authorization)
        return authorization.error();
    request.authorization = *authorization;
    request.plainHttpHosts = m_plainHttpHosts;
    request.headers.append(HttpHeader{"Accept", "application/vnd.github+json"});
    request.headers.append(HttpHeader{"X-GitHub-Api-Version", "2022-11-28"});
    AnswerSink sink;
    const Result<HttpReply> reply = m_http.get(request, sink, job);
    if (!reply)
        return reply.error();
    remember(sink.answer);
    return std::move(sink.answer);
}

void GithubApi::remember(const GithubAnswerTo &answer) const
{
    if (!rateLimitOf(answer.head))
        return;
    const std::lock_guard lock(m_mutex);
    m_lastHead = answer.head;
}

Result<GithubAnswerTo> GithubApi::once(const GithubCall &call, const JobContext &job) const
{
    HttpRequest request;
    request.url = m_server.callUrl(call.path);
    request.method = call.method;
    const bool isGet = call.method == "GET";
    std::optional<Kept> kept;
    if (isGet) {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_kept.constFind(call.path); found != m_kept.constEnd())
            kept = *found;
    } else {
        const QJsonDocument document(call.body.value_or(QJsonObject()));
        request.body = HttpBody{.type = "application/json",
                                .bytes = document.toJson(QJsonDocument::Compact),
                                .file = {},
                                .sent = {}};
    }
    if (kept)
        request.headers.append(HttpHeader{"If-None-Match", kept->etag});
    Result<GithubAnswerTo> answer = send(std::move(request), job);
    if (answer && kept && answer->status == 304)
        return kept->answer;
    if (answer && isGet && answer->status == 200 && answer->head.hasHeader("ETag")) {
        const std::lock_guard lock(m_mutex);
        m_kept.insert(call.path, {answer->head.header("ETag"), *answer});
    }
    return answer;
}

/** Whether it was a rate limit that is over now. Error: one that lasts. */
Result<bool> GithubApi::waitedForLimit(const GithubAnswerTo &answer, int tries,
                                       const JobContext &job) const
{
    const QDateTime now = m_clock.now();
    auto until = askAgainAt(answer.head, now);
    if (!until && isSecondaryLimit(answer))
        until = now.toUTC().addSecs(60);
    if (!until)
        return false;
    const std::chrono::seconds wait(std::max<qint64>(1, now.secsTo(*until)));
    if (wait > m_patience.longestLimit || tries >= m_patience.retries)
        return rateLimitError(m_server.name(), *until, true);
    job.log(Text::tr("%1 wants fewer questions: waiting for %n second(s).", nullptr,
                     static_cast<int>(wait.count()))
                .arg(m_server.name()));
    const Result<> slept = m_clock.sleep(wait, job.cancel);
    return slept ? Result<bool>(true) : slept.error();
}

Result<GithubAnswerTo> GithubApi::call(const GithubCall &call, const JobContext &job) const
{
    const bool mayRepeat = call.method == "GET" || call.twice == GithubCall::Twice::Harmless;
    auto pause = m_patience.firstRetry;
    for (int tries = 0;; ++tries) {
        const Result<GithubAnswerTo> answer = once(call, job);
        if (answer && (answer->status / 100 == 2 || call.answers.contains(answer->status)))
            return answer;
        if (answer) {
            const Result<bool> waited = waitedForLimit(*answer, tries, job);
            if (!waited)
                return waited.error();
            if (*waited)
                continue;
        }
        const bool isBroken = answer ? answer->status >= 500 : isPassing(answer.error());
        if (!isBroken || !mayRepeat || tries >= m_patience.retries) {
            if (!answer)
                return answer.error();
            return githubError({m_server, answer->head, answer->bytes, call.what});
        }
        if (const Result<> slept = m_clock.sleep(pause, job.cancel); !slept)
            return slept.error();
        pause *= 2;
    }
}

Result<QJsonObject> GithubApi::object(const GithubCall &asked, const JobContext &job) const
{
    const Result<GithubAnswerTo> answer = call(asked, job);
    return answer ? answer->object() : answer.error();
}

Result<QList<QJsonObject>> GithubApi::pages(const GithubCall &asked, const QString &key,
                                            qsizetype most, const JobContext &job) const
{
    constexpr int kPage = 100;
    QList<QJsonObject> all;
    for (int page = 1; all.size() < most; ++page) {
        GithubCall next = asked;
        next.path += QChar(asked.path.contains(u'?') ? u'&' : u'?')
            + u"per_page=%1&page=%2"_s.arg(kPage).arg(page);
        const Result<GithubAnswerTo> answer = call(next, job);
        if (!answer)
            return answer.error();
        QJsonArray items;
        if (key.isEmpty()) {
            const Result<QJsonArray> list = answer->list();
            if (!list)
                return list.error();
            items = *list;
        } else {
            const Result<QJsonObject> object = answer->object();
            if (!object)
                return object.error();
            items = object->value(key).toArray();
        }
        for (const auto &item : items)
            all += item.toObject();
        if (items.size() < kPage)
            break;
    }
    return all.first(std::min(most, all.size()));
}

Result<GithubAnswerTo> GithubApi::upload(const QUrl &url, const Part &part, const QString &what,
                                         const std::function<void(qint64)> &sent,
                                         const JobContext &job) const
{
    HttpRequest request;
    request.url = url;
    request.method = "POST";
    request.stallLimit = kUploadStall;
    request.body = HttpBody{.type = "application/octet-stream",
                            .bytes = {},
                            .file = part.file,
                            .sent = sent,
                            .from = part.from,
                            .size = part.size};
    const Result<GithubAnswerTo> answer = send(std::move(request), job);
    if (!answer || answer->status / 100 == 2)
        return answer;
    const Result<bool> waited = waitedForLimit(*answer, m_patience.retries, job);
    if (!waited)
        return waited.error();
    return githubError({m_server, answer->head, answer->bytes, what});
}

std::chrono::milliseconds GithubApi::pace(std::chrono::milliseconds wanted) const
{
    const std::lock_guard lock(m_mutex);
    const auto limit = rateLimitOf(m_lastHead);
    if (!limit || limit->remaining > kFewLeft)
        return wanted;
    const std::chrono::seconds left(
        std::clamp<qint64>(m_clock.now().secsTo(limit->reset), 1, 3600));
    return std::max(wanted,
                    std::min<std::chrono::milliseconds>(left / std::max(limit->remaining, 1),
                                                        std::chrono::minutes(2)));
}

} // namespace portico
