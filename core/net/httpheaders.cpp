// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/httpheaders.h"

#include "core/net/nettrouble.h"

#include <algorithm>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

/** Digits only: no sign, no space, no overflow. */
std::optional<qint64> plainNumber(const QByteArray &text)
{
    const bool isDigits = !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const qint64 value = text.toLongLong(&fits);
    if (!isDigits || !fits)
        return std::nullopt;
    return value;
}

} // namespace

std::optional<ContentRange> parseContentRange(const QByteArray &value)
{
    const QByteArray text = value.trimmed();
    if (!text.toLower().startsWith("bytes "))
        return std::nullopt;
    const QByteArray rest = text.mid(6).trimmed();
    const qsizetype slash = rest.indexOf('/');
    if (slash < 0)
        return std::nullopt;
    ContentRange range;
    if (const QByteArray total = rest.mid(slash + 1); total != "*") {
        range.total = plainNumber(total);
        if (!range.total)
            return std::nullopt;
    }
    const QByteArray part = rest.left(slash);
    if (part == "*")
        return range.total ? std::optional(range) : std::nullopt;
    const qsizetype dash = part.indexOf('-');
    range.first = plainNumber(part.left(dash));
    range.last = plainNumber(part.mid(dash + 1));
    if (dash < 0 || !range.first || !range.last || *range.last < *range.first)
        return std::nullopt;
    if (range.total && *range.last >= *range.total)
        return std::nullopt;
    return range;
}

Result<std::optional<qint64>> contentLength(const HttpReply &reply)
{
    std::optional<qint64> length;
    for (const HttpHeader &header : reply.headers) {
        if (header.name.compare("Content-Length", Qt::CaseInsensitive) != 0)
            continue;
        // Qt joins a header that comes twice with a comma.
        for (const QByteArray &part : header.value.split(',')) {
            const std::optional<qint64> value = plainNumber(part.trimmed());
            if (!value)
                return malformedReplyError(
                    reply.url, u"Content-Length: "_s + QString::fromLatin1(header.value));
            if (length && *length != *value)
                return malformedReplyError(reply.url, u"two Content-Lengths"_s);
            length = value;
        }
    }
    if (length && reply.hasHeader("Transfer-Encoding"))
        return malformedReplyError(reply.url, u"Content-Length with Transfer-Encoding"_s);
    return length;
}

Validator validatorOf(const HttpReply &reply)
{
    QByteArray etag = reply.header("ETag").trimmed();
    if (!etag.startsWith('"') || etag.size() < 3 || etag.size() > 300)
        etag.clear();
    return {etag, reply.header("Last-Modified").trimmed().left(100)};
}

std::optional<std::chrono::seconds> retryAfter(const HttpReply &reply)
{
    const std::optional<qint64> value = plainNumber(reply.header("Retry-After").trimmed());
    if (!value)
        return std::nullopt;
    return std::chrono::seconds(*value);
}

} // namespace portico
