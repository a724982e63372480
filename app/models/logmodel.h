// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/logline.h"

#include <QAbstractListModel>

#include <deque>

namespace portico::app {

/** One row of the log: a line, and its place in a traceback. */
struct LogRow
{
    LogLine line;
    qint64 firstNumber = 0; ///< of the line that a moving bar began as
    qint64 foldAnchor =
        -1; ///< sequence of the traceback's first row; of the first row itself: its own
    int foldedLines = 0;     ///< first row of a traceback: how many rows belong to it
    QString foldedText;      ///< first row: the traceback's last line so far
    qint64 droppedLines = 0; ///< more than 0: this row says how many lines were left out here
};

/**
 * The log of one session, bounded: the oldest rows go when there are more than `capacity` or more
 * than 32 MiB of text. Rows are also named by a *sequence* that counts from the first line ever
 * taken in and never changes while a row lives.
 *
 * A traceback is one fold: its first row carries the last line, which says what happened. A moving
 * progress bar is one row that changes.
 */
class LogModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogModel)

public:
    enum Role { LevelRole = Qt::UserRole + 1, NumberRole, TimeRole, PercentRole };

    explicit LogModel(int capacity = 50'000, QObject *parent = nullptr);

    void append(const QList<LogLine> &lines, qint64 dropped);
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /** Sequence of the first row; rows are [firstSequence, endSequence). */
    qint64 firstSequence() const { return m_first; }
    qint64 endSequence() const { return m_first + qint64(m_rows.size()); }
    const LogRow &at(qint64 sequence) const { return m_rows[size_t(sequence - m_first)]; }
    qint64 droppedLines() const { return m_dropped; }
    /** All lines as text, for saving and copying. */
    QString text(qint64 from, qint64 to) const;

private:
    std::optional<qint64> findReplaced(const LogLine &line) const;
    void replaceRow(qint64 sequence, const LogLine &line);
    void place(LogRow &row);
    void makeRoom(qsizetype incoming, qint64 incomingText);

    const int m_capacity;
    std::deque<LogRow> m_rows;
    qint64 m_first = 0;
    qint64 m_textSize = 0; ///< UTF-16 units held
    qint64 m_dropped = 0;
    qint64 m_openFold = -1; ///< sequence of the traceback that still grows
};

} // namespace portico::app
