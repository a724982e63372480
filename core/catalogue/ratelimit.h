// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/net/httpclient.h"

#include <QDateTime>

#include <optional>

namespace portico {

/** How many questions a server still answers (GitHub: 60 an hour, 5,000 with a token). */
struct RateLimit
{
    int limit = 0; ///< in all, per hour
    int remaining = 0;
    QDateTime reset{}; ///< when it is full again; UTC

    friend bool operator==(const RateLimit &, const RateLimit &) = default;
};

/** What the head of a reply says of it; nothing if it says nothing, or nonsense. */
std::optional<RateLimit> rateLimitOf(const HttpReply &reply);

/**
 * When a server that refused may be asked again: 403 or 429 with `retry-after`, or with no question
 * left until `x-ratelimit-reset`. Nothing if the reply is no such refusal. Never more than a day.
 */
std::optional<QDateTime> askAgainAt(const HttpReply &reply, const QDateTime &now);

/** The sentence for it, with what to do: Busy. */
Error rateLimitError(const QString &host, const QDateTime &until, bool hasToken);

} // namespace portico
