// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/logmodel.h"

#include <QTimer>

namespace portico::app {

/**
 * Finds a text in a log that grows, without ever holding the window up: it looks through some rows,
 * gives the event loop its turn, and goes on. Upper and lower case are the same.
 */
class LogSearch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogSearch)

public:
    explicit LogSearch(const LogModel &model, QObject *parent = nullptr);

    const QString &query() const { return m_query; }
    void setQuery(const QString &query, LogLevel minimumLevel);
    /** Rows with the text, as far as they were looked through. */
    qsizetype count() const { return qsizetype(m_found.size()); }
    bool isComplete() const { return m_next >= m_model.endSequence(); }
    /** The next row with the text after this one, around the end; -1 if there is none. */
    qint64 after(qint64 sequence) const;
    qint64 before(qint64 sequence) const;
    /** Which of the found ones it is, from 1; 0 if it is none. */
    qsizetype place(qint64 sequence) const;

signals:
    void changed();

private:
    void lookOn();
    void forgetOld();

    const LogModel &m_model;
    QString m_query;
    LogLevel m_minimum = LogLevel::Debug;
    std::deque<qint64> m_found;
    qint64 m_next = 0;
    QTimer m_turn;
};

} // namespace portico::app
