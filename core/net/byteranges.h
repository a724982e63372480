// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

#include <map>
#include <optional>

namespace portico {

/** From `begin` up to, not including, `end`. */
struct ByteRange
{
    qint64 begin = 0;
    qint64 end = 0;

    qint64 size() const { return end - begin; }
    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/** A set of bytes, kept as few ranges. */
class ByteRanges
{
public:
    ByteRanges() = default;
    explicit ByteRanges(const QList<ByteRange> &ranges);

    void add(ByteRange range);
    /** Bytes in the set. */
    qint64 total() const { return m_total; }
    /** How far the set reaches from 0 without a gap. */
    qint64 prefix() const;
    /** The first gap at or after `from`; its end is `limit` if nothing follows. */
    std::optional<ByteRange> firstGap(qint64 from, qint64 limit) const;
    QList<ByteRange> toList() const;

private:
    std::map<qint64, qint64> m_ends; // begin → end; no two touch
    qint64 m_total = 0;
};

} // namespace portico
