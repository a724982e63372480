// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/logline.h"

#include <QList>

#include <deque>

namespace portico {

/** How much a LogRing keeps. */
struct LogRingLimits
{
    qsizetype lines = 10'000;
    qsizetype bytes = 8 * 1024 * 1024;
};

/** How far one reader has come. */
struct LogCursor
{
    qint64 afterNumber = 0; ///< the last line's number that was given out
    qint64 nextOrdinal = 0; ///< the place of the line after it
};

/** A piece of the log, and how many lines before and in it could not be given any more. */
struct LogBatch
{
    QList<LogLine> lines;
    qint64 dropped = 0;
};

/**
 * The newest lines of a session. A line that replaces the newest one takes its place, so a bar that
 * moves for hours costs one line. Every reader has its own cursor; what leaves the ring before a
 * reader came to it counts as dropped for that reader, and so do lines that never came in (skip()).
 */
class LogRing
{
public:
    explicit LogRing(LogRingLimits limits = {});

    void append(const LogLine &line);
    /** Counts lines that were left out under a flood. */
    void skip(qint64 count) { m_nextOrdinal += count; }

    /** The next lines after the cursor, at most `maxLines` and about `maxBytes`; moves it on. */
    LogBatch read(LogCursor &cursor, qsizetype maxLines, qsizetype maxBytes) const;
    bool hasMore(const LogCursor &cursor) const;
    /** A cursor for a reader who has what comes before `number`; what left the ring before this
     *  moment is not counted against it when `number` is 0. */
    LogCursor cursorFrom(qint64 number) const;

    /** The texts of the last lines, oldest first. */
    QStringList tail(qsizetype count) const;
    /** The same of what ComfyUI itself said. */
    QStringList comfyTail(qsizetype count) const;
    qsizetype size() const { return static_cast<qsizetype>(m_entries.size()); }
    qsizetype bytes() const { return m_bytes; }

private:
    struct Entry
    {
        LogLine line;
        qint64 ordinal = 0;
    };
    std::deque<Entry>::const_iterator firstAfter(qint64 number) const;
    void shrink();

    LogRingLimits m_limits;
    std::deque<Entry> m_entries;
    qsizetype m_bytes = 0;
    qint64 m_nextOrdinal = 0;
};

} // namespace portico
