// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/httpclient.h"

#include <chrono>
#include <optional>

namespace portico {

/** `Content-Range: bytes 100-199/1000`. */
struct ContentRange
{
    std::optional<qint64> first; ///< nothing for the form of a 416: an asterisk
    std::optional<qint64> last;
    std::optional<qint64> total; ///< nothing while the server does not know

    friend bool operator==(const ContentRange &, const ContentRange &) = default;
};

/** Nothing if it is malformed, its end lies before its begin or outside the total. */
std::optional<ContentRange> parseContentRange(const QByteArray &value);

/** The body's length if the head tells; Refused if it is no number, negative, beyond 2^63, given
 *  twice with two values, or comes together with a transfer coding. */
Result<std::optional<qint64>> contentLength(const HttpReply &reply);

/** What names one version of a file: for If-Range and to see a change. */
struct Validator
{
    QByteArray etag; ///< strong only; a weak one names no bytes
    QByteArray lastModified;

    bool isEmpty() const { return etag.isEmpty() && lastModified.isEmpty(); }
    /** The value for If-Range. */
    const QByteArray &ifRange() const { return etag.isEmpty() ? lastModified : etag; }
    friend bool operator==(const Validator &, const Validator &) = default;
};
Validator validatorOf(const HttpReply &reply);

/** `Retry-After` in seconds, where it is a number of them. */
std::optional<std::chrono::seconds> retryAfter(const HttpReply &reply);

} // namespace portico
