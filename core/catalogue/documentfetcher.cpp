// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/documentfetcher.h"

#include "core/base/sizes.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DocumentFetcher)
};

/** Keeps the head, and the body of a 200 as far as it may be. */
class AnswerSink final : public ByteSink
{
public:
    HttpReply head;
    QByteArray bytes;

    Result<Want> begin(const HttpReply &reply) override
    {
        head = reply;
        return reply.status == 200 ? Want::More : Want::Enough;
    }

    Result<Want> write(QByteArrayView part) override
    {
        if (bytes.size() + part.size() > kMostDocumentBytes) {
            return Error{.code = ErrorCode::Refused,
                         .message = Text::tr("%1 sent more than %2 where a list was asked for.")
                                        .arg(head.url.host(), sizeText(kMostDocumentBytes)),
                         .nextStep =
                             Text::tr("Check the address: it may not lead to what you expect."),
                         .detail = shownUrl(head.url)};
        }
        bytes.append(part);
        return Want::More;
    }
};

bool isWebPage(const HttpReply &head, const QByteArray &bytes)
{
    return head.header("Content-Type").toLower().contains("html")
        || bytes.left(512).trimmed().startsWith('<');
}

Error webPageError(const QUrl &url)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("%1 answered with a web page instead of a list.").arg(url.host()),
            .nextStep = Text::tr("If this network has a login page, log in there first. If a "
                                 "mirror is set, check its address."),
            .detail = shownUrl(url)};
}

Error tokenRefusedError(const QUrl &url)
{
    return {.code = ErrorCode::HttpStatus,
            .message =
                Text::tr("%1 does not accept the token that Portico has for it.").arg(url.host()),
            .nextStep = Text::tr("Give a new token, or remove it: the list is public."),
            .detail = u"HTTP 401 from %1"_s.arg(shownUrl(url))};
}

Error nothingKeptError(const QUrl &url)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("Nothing is kept yet of what %1 offers.").arg(url.host()),
            .nextStep = Text::tr("Connect to the internet and refresh."),
            .detail = shownUrl(url)};
}

FetchedDocument given(const KeptDocument &kept, bool isKept, const std::optional<Error> &problem)
{
    return {.bytes = kept.bytes,
            .asked = kept.asked,
            .isKept = isKept,
            .problem = problem,
            .limit = {}};
}

} // namespace

SourceAnswer sourceAnswerOf(const FetchedDocument &document)
{
    return {.entries = {},
            .asked = document.asked,
            .isKept = document.isKept,
            .problem = document.problem,
            .limit = document.limit};
}

DocumentFetcher::DocumentFetcher(const HttpClient &http, const Clock &clock, DocumentCache cache)
    : m_http(http)
    , m_clock(clock)
    , m_cache(std::move(cache))
    , m_refusals(m_cache.folder())
{ }

Result<FetchedDocument> DocumentFetcher::fetch(const Request &request, Asking asking,
                                               const JobContext &job) const
{
    if (const auto allowed = checkFetchUrl(request.url, request.plainHttpHosts); !allowed)
        return allowed.error();
    const auto loaded = m_cache.load(request.url);
    const std::optional<KeptDocument> kept = loaded ? *loaded : std::nullopt;
    if (!loaded)
        job.log(loaded.error().message);

    const QDateTime now = m_clock.now().toUTC();
    const bool isNew = kept && kept->asked <= now && now - kept->asked < kFreshFor;
    if (asking == Asking::Never) {
        if (kept)
            return given(*kept, !isNew, {});
        return loaded ? nothingKeptError(request.url) : loaded.error();
    }
    if (asking == Asking::IfOld && isNew)
        return given(*kept, false, {});

    const auto answer = ask(request, kept, now, job);
    if (answer)
        return answer;
    if (!kept || answer.error().code == ErrorCode::Cancelled)
        return answer.error();
    return given(*kept, true, answer.error());
}

Result<FetchedDocument> DocumentFetcher::ask(const Request &request,
                                             const std::optional<KeptDocument> &kept,
                                             const QDateTime &now, const JobContext &job) const
{
    const QByteArray authorization = request.authorize ? request.authorize(job) : QByteArray();
    const bool hasToken = !authorization.isEmpty();
    if (const auto until = m_refusals.until(request.url, hasToken, now))
        return rateLimitError(request.url.host(), *until, hasToken);

    HttpRequest http{.url = request.url,
                     .headers = {{"Accept", request.accept}},
                     .authorization = authorization,
                     .plainHttpHosts = request.plainHttpHosts,
                     .stallLimit = request.stallLimit};
    if (kept && !kept->etag.isEmpty())
        http.headers.append({"If-None-Match", kept->etag});
    AnswerSink sink;
    if (const auto reply = m_http.get(http, sink, job); !reply)
        return reply.error();
    const HttpReply &head = sink.head;
    if (const auto until = askAgainAt(head, now)) {
        m_refusals.remember(request.url, hasToken, *until);
        return rateLimitError(head.url.host(), *until, hasToken);
    }
    KeptDocument answer{.url = request.url, .bytes = {}, .etag = {}, .asked = now};
    if (head.status == 304 && kept) {
        answer.bytes = kept->bytes;
        answer.etag = kept->etag;
    } else if (head.status == 200) {
        answer.bytes = sink.bytes;
        answer.etag = head.header("ETag").trimmed();
        if (const auto judged = judge(request, head, answer.bytes); !judged)
            return judged.error();
    } else {
        return head.status == 401 && hasToken ? tokenRefusedError(head.url) : httpStatusError(head);
    }
    if (const auto saved = m_cache.save(answer); !saved)
        job.log(saved.error().message);
    FetchedDocument document = given(answer, false, {});
    document.limit = rateLimitOf(head);
    return document;
}

Result<> DocumentFetcher::judge(const Request &request, const HttpReply &head,
                                const QByteArray &bytes)
{
    if (isWebPage(head, bytes))
        return webPageError(head.url);
    return request.judge ? request.judge(bytes) : Result<>();
}

} // namespace portico
