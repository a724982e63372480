// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/byteranges.h"

#include <algorithm>
#include <iterator>

namespace portico {

ByteRanges::ByteRanges(const QList<ByteRange> &ranges)
{
    for (const ByteRange &range : ranges)
        add(range);
}

void ByteRanges::add(ByteRange range)
{
    if (range.size() <= 0)
        return;
    auto next = m_ends.upper_bound(range.begin);
    if (next != m_ends.begin() && std::prev(next)->second >= range.begin)
        --next;
    while (next != m_ends.end() && next->first <= range.end) {
        range.begin = std::min(range.begin, next->first);
        range.end = std::max(range.end, next->second);
        m_total -= next->second - next->first;
        next = m_ends.erase(next);
    }
    m_ends.emplace(range.begin, range.end);
    m_total += range.size();
}

qint64 ByteRanges::prefix() const
{
    const auto first = m_ends.begin();
    return first != m_ends.end() && first->first == 0 ? first->second : 0;
}

std::optional<ByteRange> ByteRanges::firstGap(qint64 from, qint64 limit) const
{
    auto next = m_ends.upper_bound(from);
    if (next != m_ends.begin())
        from = std::max(from, std::prev(next)->second);
    const qint64 end = next == m_ends.end() ? limit : std::min(limit, next->first);
    if (from >= end)
        return std::nullopt;
    return ByteRange{from, end};
}

QList<ByteRange> ByteRanges::toList() const
{
    QList<ByteRange> list;
    for (const auto &[begin, end] : m_ends)
        list.append({begin, end});
    return list;
}

} // namespace portico
