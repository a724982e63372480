// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/logring.h"

#include <algorithm>

namespace portico {

namespace {

/** What a line costs: two bytes a character and the structure around them. */
qsizetype sizeOf(const LogLine &line)
{
    constexpr qsizetype structure = 200;
    return line.text.size() * 2 + structure;
}

} // namespace

LogRing::LogRing(LogRingLimits limits)
    : m_limits(limits)
{ }

void LogRing::append(const LogLine &line)
{
    qint64 ordinal = m_nextOrdinal;
    const bool isRedraw = line.replaces && !m_entries.empty()
        && m_entries.back().line.number == *line.replaces
        && m_entries.back().ordinal == m_nextOrdinal - 1;
    if (isRedraw) {
        ordinal = m_entries.back().ordinal;
        m_bytes -= sizeOf(m_entries.back().line);
        m_entries.pop_back();
    } else {
        ++m_nextOrdinal;
    }
    m_entries.push_back({line, ordinal});
    m_bytes += sizeOf(line);
    shrink();
}

void LogRing::shrink()
{
    while (!m_entries.empty() && (size() > m_limits.lines || m_bytes > m_limits.bytes)) {
        m_bytes -= sizeOf(m_entries.front().line);
        m_entries.pop_front();
    }
}

std::deque<LogRing::Entry>::const_iterator LogRing::firstAfter(qint64 number) const
{
    return std::partition_point(m_entries.begin(), m_entries.end(), [number](const Entry &entry) {
        return entry.line.number <= number;
    });
}

LogBatch LogRing::read(LogCursor &cursor, qsizetype maxLines, qsizetype maxBytes) const
{
    LogBatch batch;
    qsizetype taken = 0;
    for (auto entry = firstAfter(cursor.afterNumber); entry != m_entries.end(); ++entry) {
        if (batch.lines.size() >= maxLines || taken >= maxBytes)
            break;
        batch.dropped += std::max<qint64>(entry->ordinal - cursor.nextOrdinal, 0);
        batch.lines.append(entry->line);
        taken += sizeOf(entry->line);
        cursor.afterNumber = entry->line.number;
        cursor.nextOrdinal = std::max(cursor.nextOrdinal, entry->ordinal + 1);
    }
    return batch;
}

bool LogRing::hasMore(const LogCursor &cursor) const
{
    return !m_entries.empty() && m_entries.back().line.number > cursor.afterNumber;
}

LogCursor LogRing::cursorFrom(qint64 number) const
{
    const auto entry = firstAfter(number > 0 ? number - 1 : 0);
    return {.afterNumber = number > 0 ? number - 1 : 0,
            .nextOrdinal = entry == m_entries.end() ? m_nextOrdinal : entry->ordinal};
}

QStringList LogRing::comfyTail(qsizetype count) const
{
    QStringList texts;
    for (auto entry = m_entries.rbegin(); entry != m_entries.rend() && texts.size() < count;
         ++entry) {
        if (entry->line.stream != LogStream::Portico)
            texts.prepend(entry->line.text);
    }
    return texts;
}

QStringList LogRing::tail(qsizetype count) const
{
    QStringList texts;
    for (qsizetype i = std::max<qsizetype>(size() - count, 0); i < size(); ++i)
        texts.append(m_entries[static_cast<std::size_t>(i)].line.text);
    return texts;
}

} // namespace portico
