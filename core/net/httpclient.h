// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QStringList>
#include <QUrl>

#include <chrono>

namespace portico {

/** One line of a request's or reply's head. */
struct HttpHeader
{
    QByteArray name;
    QByteArray value;
};

/** What to get, and within which limits. */
struct HttpRequest
{
    QUrl url;
    QList<HttpHeader> headers;  ///< also sent to the hosts of redirects: never a secret
    QByteArray authorization;   ///< sent to the URL's own scheme, host and port only
    QStringList plainHttpHosts; ///< exact names from which http is allowed; loopback always is
    std::chrono::milliseconds stallLimit{30000}; ///< without a byte: ErrorCode::Timeout
    qint64 bufferSize = 4 << 20; ///< most bytes held in memory while the sink is busy, twice
};

/** The head of a reply, after all redirects. */
struct HttpReply
{
    int status = 0;
    QUrl url; ///< where it came from in the end
    QList<HttpHeader> headers;

    /** The header's value; empty if there is none. Names have no case. */
    QByteArray header(QByteArrayView name) const;
    bool hasHeader(QByteArrayView name) const;
};

/** Where the body of a reply goes. Called on the thread that called HttpClient::get(). */
class ByteSink
{
public:
    /** Whether the rest is wanted; Enough ends the request as a success. */
    enum class Want { More, Enough };

    virtual ~ByteSink() = default;

    /** The head, before any byte of the body. What it refuses is never written. */
    virtual Result<Want> begin(const HttpReply &reply) = 0;
    virtual Result<Want> write(QByteArrayView bytes) = 0;
};

/**
 * Gets things by http and https. Thread-safe; blocks its caller, on any worker thread, until the
 * sink has the whole body; answers a cancel within a second.
 *
 * A reply of any status is a success here: the sink looks at the status. A body shorter than its
 * Content-Length is an error (Network). Redirects are followed by the rules of urlrules.h, without
 * the authorization on another host. Errors: Network (another try may help), Timeout, Refused (a
 * rule or a certificate), PermissionDenied (the proxy), Cancelled, and what the sink returned.
 */
class HttpClient
{
public:
    virtual ~HttpClient() = default;

    virtual Result<HttpReply> get(const HttpRequest &request, ByteSink &sink,
                                  const JobContext &job) const = 0;
};

/** A small document (JSON, a list): 200 only, at most `maxBytes`. Blocking. */
Result<QByteArray> getDocument(const HttpClient &http, const HttpRequest &request, qint64 maxBytes,
                               const JobContext &job);
Result<QByteArray> getDocument(const HttpClient &http, const QUrl &url, qint64 maxBytes,
                               const JobContext &job);

/** The error for a reply whose status is not what was asked for: NotFound or HttpStatus. */
Error httpStatusError(const HttpReply &reply);

} // namespace portico
