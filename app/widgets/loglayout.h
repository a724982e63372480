// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/logmodel.h"

#include <QSet>
#include <QStringView>

namespace portico::app {

/**
 * Which rows of a log are shown, and at which line of the screen text each begins: after the level
 * filter, folded tracebacks and wrapping. Lines count from the first ever shown and do not change
 * when old rows go, so that adding and dropping cost only the rows concerned.
 */
class LogLayout
{
public:
    struct Entry
    {
        qint64 sequence = 0;
        qint64 top = 0; ///< line
        int height = 1; ///< lines
    };

    explicit LogLayout(const LogModel &model);

    /** Takes in rows that were added at the end. */
    void takeNewRows();
    /** Forgets rows that the model has dropped. Returns how many lines went. */
    qint64 dropOldRows();
    void rebuild();

    void setMinimumLevel(LogLevel level);
    /** Wraps at so many columns; 0: does not wrap. */
    void setColumns(int columns);
    void toggleFold(qint64 anchor);
    bool isExpanded(qint64 anchor) const { return m_expanded.contains(anchor); }

    /** Whether the level filter lets a row through. */
    bool passesFilter(qint64 sequence) const;
    const std::deque<Entry> &entries() const { return m_entries; }
    qint64 firstLine() const { return m_entries.empty() ? 0 : m_entries.front().top; }
    qint64 endLine() const;
    /** Index of the entry that holds this line, or of the nearest. -1 if there is none. */
    int entryAtLine(qint64 line) const;
    /** Index of the entry of this row, or of the first after it; the last if there is none. */
    int entryOf(qint64 sequence) const;
    /** What is written in a row: of a folded traceback its last line. */
    QString shownText(qint64 sequence) const;
    int columns() const { return m_columns; }

private:
    bool isShown(qint64 sequence) const;
    int heightOf(qint64 sequence) const;

    const LogModel &m_model;
    std::deque<Entry> m_entries;
    QSet<qint64> m_expanded;
    qint64 m_taken = 0; ///< rows before this sequence are in m_entries or hidden
    qint64 m_nextTop = 0;
    LogLevel m_minimum = LogLevel::Debug;
    int m_columns = 0;
};

/** Columns of equal width that a text takes; East Asian wide characters take two. */
int columnsOf(QStringView text);
/** The text cut into pieces of at most so many columns, between words where one is near; at least
 *  one piece. */
QList<QStringView> wrapped(QStringView text, int columns);

} // namespace portico::app
