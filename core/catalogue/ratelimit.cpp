// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/ratelimit.h"

#include "core/net/httpheaders.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RateLimit)
};

/** GitHub's advice where it refuses and does not say for how long. */
constexpr qint64 kUnsaidSeconds = 60;
constexpr qint64 kMostSeconds = 24 * 60 * 60;

std::optional<qint64> numberIn(const HttpReply &reply, QByteArrayView name)
{
    bool isNumber = false;
    const qint64 number = reply.header(name).trimmed().toLongLong(&isNumber);
    if (!isNumber || number < 0)
        return std::nullopt;
    return number;
}

} // namespace

std::optional<RateLimit> rateLimitOf(const HttpReply &reply)
{
    constexpr qint64 kMost = 1'000'000;
    const auto limit = numberIn(reply, "x-ratelimit-limit");
    const auto remaining = numberIn(reply, "x-ratelimit-remaining");
    const auto reset = numberIn(reply, "x-ratelimit-reset");
    if (!limit || !remaining || !reset || *limit > kMost || *remaining > *limit
        || *reset > 253402300799)
        return std::nullopt;
    return RateLimit{.limit = static_cast<int>(*limit),
                     .remaining = static_cast<int>(*remaining),
                     .reset = QDateTime::fromSecsSinceEpoch(*reset, Qt::UTC)};
}

std::optional<QDateTime> askAgainAt(const HttpReply &reply, const QDateTime &now)
{
    if (reply.status != 403 && reply.status != 429)
        return std::nullopt;
    const auto limit = rateLimitOf(reply);
    qint64 wait = kUnsaidSeconds;
    if (const auto after = retryAfter(reply))
        wait = after->count();
    else if (limit && limit->remaining == 0)
        wait = now.secsTo(limit->reset);
    else if (reply.status == 403)
        return std::nullopt; // forbidden for another reason
    return now.toUTC().addSecs(std::clamp<qint64>(wait, 1, kMostSeconds));
}

Error rateLimitError(const QString &host, const QDateTime &until, bool hasToken)
{
    const QString time = QLocale().toString(until.toLocalTime().time(), QLocale::ShortFormat);
    return {.code = ErrorCode::Busy,
            .message = Text::tr("%1 was asked too often from this address and answers again at %2.")
                           .arg(host, time),
            .nextStep = hasToken
                ? Text::tr("Try again then.")
                : Text::tr("Try again then, or give Portico a GitHub token: with one it may ask "
                           "5,000 times an hour instead of 60."),
            .detail = u"until %1"_s.arg(until.toUTC().toString(Qt::ISODate))};
}

} // namespace portico
