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
#include <functional>
#include <optional>

namespace portico {

/** One line of a request's or reply's head. */
struct HttpHeader
{
    QByteArray name;
    QByteArray value;
};

/** What a request brings along. */
struct HttpBody
{
    QByteArray type{"application/json"}; ///< Content-Type
    QByteArray bytes{};
    QString file{}; ///< instead of the bytes: read from there while it is sent
    std::function<void(qint64 bytes)>
        sent{};       ///< told how many went; on any thread, returns at once
    qint64 from = 0;  ///< of the file: where to begin
    qint64 size = -1; ///< of the file: how many bytes; -1: to its end
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
    QByteArray method{"GET"};
    std::optional<HttpBody> body{};
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
 *
 * A request with another method than GET is sent at most once, over a connection of its own, and no
 * redirect of it is followed. After Network or Timeout nobody knows whether it was obeyed.
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
