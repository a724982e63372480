// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/partstate.h"

#include "core/io/atomicfile.h"
#include "core/io/json.h"

#include <QJsonArray>
#include <QJsonObject>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

constexpr int kFormat = 1;
constexpr qsizetype kMostRanges = 10000;

/** A JSON number that is a count of bytes: whole, not negative, exact in a double. */
std::optional<qint64> bytesFrom(const QJsonValue &json)
{
    const qint64 value = json.toInteger(-1);
    if (value < 0 || value > (1LL << 53))
        return std::nullopt;
    return value;
}

std::optional<QList<ByteRange>> rangesFrom(const QJsonArray &json, qint64 size)
{
    QList<ByteRange> ranges;
    for (const auto item : json) {
        const std::optional<qint64> begin = bytesFrom(item[0]);
        const std::optional<qint64> end = bytesFrom(item[1]);
        if (!begin || !end || *end < *begin || (size >= 0 && *end > size)
            || ranges.size() == kMostRanges)
            return std::nullopt;
        ranges.append({*begin, *end});
    }
    return ranges;
}

} // namespace

Result<> writePartState(const QString &path, const PartState &state)
{
    QJsonArray ranges;
    for (const ByteRange &range : state.ranges)
        ranges.append(QJsonArray{range.begin, range.end});
    const QJsonObject json{
        {u"format"_s, kFormat},
        {u"url"_s, QString::fromUtf8(state.url.toEncoded())},
        {u"etag"_s, QString::fromLatin1(state.validator.etag)},
        {u"lastModified"_s, QString::fromLatin1(state.validator.lastModified)},
        {u"size"_s, state.size},
        {u"ranges"_s, ranges},
        {u"sha256"_s, state.sha256.toHex()},
    };
    // Addresses may hold a signature in their query: nobody else may read them.
    return writeFileAtomically(path, jsonToBytes(json), FileAccess::Private);
}

std::optional<PartState> readPartState(const QString &path)
{
    const Result<QJsonObject> json = readJsonObject(path);
    if (!json || json->value("format"_L1).toInt() != kFormat)
        return std::nullopt;
    PartState state;
    state.url = QUrl(json->value("url"_L1).toString());
    state.validator = {json->value("etag"_L1).toString().toLatin1(),
                       json->value("lastModified"_L1).toString().toLatin1()};
    state.size = bytesFrom(json->value("size"_L1)).value_or(-1);
    state.sha256 = Sha256::fromHex(json->value("sha256"_L1).toString()).value_or(Sha256());
    const std::optional<QList<ByteRange>> ranges =
        rangesFrom(json->value("ranges"_L1).toArray(), state.size);
    if (!state.url.isValid() || !ranges)
        return std::nullopt;
    state.ranges = *ranges;
    return state;
}

} // namespace portico
