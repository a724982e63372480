// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/logsearch.h"

#include <QElapsedTimer>

#include <algorithm>

namespace portico::app {

namespace {

constexpr qint64 kTurnMs = 8;
constexpr int kRowsBetweenLooks = 256;

} // namespace

LogSearch::LogSearch(const LogModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &LogSearch::lookOn);
    const auto goOn = [this] {
        forgetOld();
        if (!m_query.isEmpty())
            m_turn.start();
    };
    connect(&model, &QAbstractItemModel::rowsInserted, this, goOn);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, goOn);
    connect(&model, &QAbstractItemModel::modelReset, this, goOn);
}

void LogSearch::setQuery(const QString &query, LogLevel minimumLevel)
{
    m_query = query;
    m_minimum = minimumLevel;
    m_found.clear();
    m_next = m_model.firstSequence();
    lookOn();
}

void LogSearch::forgetOld()
{
    while (!m_found.empty() && m_found.front() < m_model.firstSequence())
        m_found.pop_front();
    m_next = std::max(m_next, m_model.firstSequence());
}

void LogSearch::lookOn()
{
    forgetOld();
    QElapsedTimer timer;
    timer.start();
    while (!m_query.isEmpty() && m_next < m_model.endSequence()) {
        const qint64 stop = std::min(m_next + kRowsBetweenLooks, m_model.endSequence());
        for (; m_next < stop; ++m_next) {
            const LogRow &row = m_model.at(m_next);
            if (row.line.level >= m_minimum && row.line.text.contains(m_query, Qt::CaseInsensitive))
                m_found.push_back(m_next);
        }
        if (timer.elapsed() >= kTurnMs) {
            m_turn.start();
            break;
        }
    }
    emit changed();
}

qint64 LogSearch::after(qint64 sequence) const
{
    const auto at = std::upper_bound(m_found.begin(), m_found.end(), sequence);
    if (at != m_found.end())
        return *at;
    return m_found.empty() ? -1 : m_found.front();
}

qint64 LogSearch::before(qint64 sequence) const
{
    const auto at = std::lower_bound(m_found.begin(), m_found.end(), sequence);
    if (at != m_found.begin())
        return *std::prev(at);
    return m_found.empty() ? -1 : m_found.back();
}

qsizetype LogSearch::place(qint64 sequence) const
{
    const auto at = std::lower_bound(m_found.begin(), m_found.end(), sequence);
    if (at == m_found.end() || *at != sequence)
        return 0;
    return qsizetype(at - m_found.begin()) + 1;
}

} // namespace portico::app
