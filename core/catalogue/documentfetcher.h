// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/jobcontext.h"
#include "core/catalogue/cataloguesource.h"
#include "core/catalogue/documentcache.h"
#include "core/catalogue/ratelimit.h"
#include "core/catalogue/refusals.h"
#include "core/net/httpclient.h"

#include <functional>

namespace portico {

/** A document and how it was had. */
struct FetchedDocument
{
    QByteArray bytes{};
    QDateTime asked{};              ///< when it was last known to be right; UTC
    bool isKept = false;            ///< from disk, and not known to be the newest
    std::optional<Error> problem{}; ///< why nobody answered, or what is wrong with the kept one
    std::optional<RateLimit> limit{};
};

/** The same, without entries, as the answer of a source. */
SourceAnswer sourceAnswerOf(const FetchedDocument &document);

/**
 * Gets small documents by conditional requests (ETag), keeps them, and gives out the last good one
 * when the server cannot be reached, refuses, or answers with something else. A server that said
 * when it may be asked again is not asked before. Blocking; thread-safe.
 *
 * Errors (only where nothing good is kept): those of HttpClient, Busy (too many questions: says
 * when again), InvalidInput (a web page, a cut or broken answer), NotFound, HttpStatus, Refused.
 */
class DocumentFetcher
{
public:
    /** `judge` looks at an answer before it is kept; an Error of it counts as no answer. */
    using Judge = std::function<Result<>(const QByteArray &)>;

    /** What is sent as Authorization, looked up when a server is really asked; may wait. */
    using Authorize = std::function<QByteArray(const JobContext &)>;

    struct Request
    {
        QUrl url{};
        QByteArray accept{"application/json"};
        Authorize authorize{}; ///< for the URL's own host only; never kept
        QStringList plainHttpHosts{};
        std::chrono::milliseconds stallLimit{15000};
        Judge judge{};
    };

    DocumentFetcher(const HttpClient &http, const Clock &clock, DocumentCache cache);

    Result<FetchedDocument> fetch(const Request &request, Asking asking,
                                  const JobContext &job) const;

private:
    Result<FetchedDocument> ask(const Request &request, const std::optional<KeptDocument> &kept,
                                const QDateTime &now, const JobContext &job) const;
    static Result<> judge(const Request &request, const HttpReply &head, const QByteArray &bytes);

    const HttpClient &m_http;
    const Clock &m_clock;
    DocumentCache m_cache;
    Refusals m_refusals;
};

} // namespace portico
