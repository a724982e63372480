// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/jobcontext.h"
#include "core/catalogue/cataloguesource.h"
#include "core/catalogue/documentcache.h"
#include "core/catalogue/ratelimit.h"
#include "core/net/httpclient.h"

#include <functional>

namespace portico {

/** A document and how it was had. */
struct FetchedDocument
{
    QByteArray bytes{};
    QDateTime asked{};              ///< when it was last known to be right; UTC
    bool isKept = false;            ///< from disk, because nobody was asked or nobody answered
    std::optional<Error> problem{}; ///< why nobody answered, or what is wrong with the kept one
    std::optional<RateLimit> limit{};
};

/** The most bytes an answer may have. */
inline constexpr qint64 kMostDocumentBytes = 16LL << 20;

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

    struct Request
    {
        QUrl url{};
        QByteArray accept{"application/json"};
        QByteArray authorization{}; ///< for the URL's own host only; never kept
        QStringList plainHttpHosts{};
        std::chrono::milliseconds stallLimit{15000};
        Judge judge{};
    };

    DocumentFetcher(const HttpClient &http, const Clock &clock, DocumentCache cache);

    Result<FetchedDocument> fetch(const Request &request, Asking asking,
                                  const JobContext &job) const;

private:
    struct Reply;
    Result<Reply> ask(const Request &request, const KeptDocument *kept,
                      const JobContext &job) const;
    Result<FetchedDocument> take(const Request &request, const Reply &reply,
                                 const std::optional<KeptDocument> &kept) const;

    const HttpClient &m_http;
    const Clock &m_clock;
    DocumentCache m_cache;
};

} // namespace portico
