// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/logmodel.h"

#include <QLocale>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxText = 16LL << 20; // UTF-16 units: 32 MiB
constexpr qint64 kReplaceReach = 200;   // a bar is redrawn near its first drawing

bool opensTraceback(const QString &text)
{
    return text.contains("Traceback (most recent call last)"_L1);
}

/** Frames, carets and notes are indented; the line that names the exception is not. */
bool isInsideTraceback(const QString &text)
{
    return text.isEmpty() || text.front().isSpace();
}

bool joinsTracebacks(const QString &text)
{
    return text.startsWith("During handling of the above exception"_L1)
        || text.startsWith("The above exception was the direct cause"_L1);
}

} // namespace

LogModel::LogModel(int capacity, QObject *parent)
    : QAbstractListModel(parent)
    , m_capacity(capacity)
{ }

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogRow &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.line.text;
    case LevelRole:
        return int(row.line.level);
    case NumberRole:
        return row.line.number;
    case TimeRole:
        return row.line.time;
    case PercentRole:
        return row.line.progress ? QVariant(row.line.progress->percent) : QVariant();
    default:
        return {};
    }
}

void LogModel::append(const QList<LogLine> &lines, qint64 dropped)
{
    std::deque<LogRow> incoming;
    qint64 size = 0;
    if (dropped > 0) {
        m_dropped += dropped;
        LogRow row;
        row.droppedLines = dropped;
        row.line.stream = LogStream::Portico;
        row.line.text =
            tr("%n line(s) were left out here, because they came faster than they can be shown.",
               nullptr, int(qMin<qint64>(dropped, std::numeric_limits<int>::max())));
        if (!lines.isEmpty())
            row.line.time = lines.front().time;
        incoming.push_back(std::move(row));
    }
    const qsizetype from = qMax<qsizetype>(0, lines.size() - m_capacity + 1);
    for (qsizetype i = from; i < lines.size(); ++i) {
        const LogLine &line = lines[i];
        if (line.replaces) {
            const auto redraws = [&](const LogRow &row) {
                return row.line.number == *line.replaces || row.firstNumber == *line.replaces;
            };
            if (!incoming.empty() && redraws(incoming.back())) {
                incoming.back().line = line;
                continue;
            }
            if (const auto old = findReplaced(line)) {
                replaceRow(*old, line);
                continue;
            }
        }
        size += line.text.size();
        LogRow row;
        row.line = line;
        row.firstNumber = line.replaces.value_or(line.number);
        incoming.push_back(std::move(row));
    }
    if (incoming.empty())
        return;
    makeRoom(qsizetype(incoming.size()), size);
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(incoming.size()) - 1);
    for (LogRow &row : incoming) {
        m_textSize += row.line.text.size();
        place(row);
        m_rows.push_back(std::move(row));
    }
    endInsertRows();
}

std::optional<qint64> LogModel::findReplaced(const LogLine &line) const
{
    const qint64 oldest = qMax(m_first, endSequence() - kReplaceReach);
    for (qint64 sequence = endSequence() - 1; sequence >= oldest; --sequence) {
        const LogRow &row = at(sequence);
        if (row.line.number == *line.replaces || row.firstNumber == *line.replaces)
            return sequence;
    }
    return std::nullopt;
}

void LogModel::replaceRow(qint64 sequence, const LogLine &line)
{
    LogRow &row = m_rows[size_t(sequence - m_first)];
    m_textSize += line.text.size() - row.line.text.size();
    row.line = line;
    const QModelIndex changed = index(int(sequence - m_first));
    emit dataChanged(changed, changed);
}

void LogModel::place(LogRow &row)
{
    const qint64 sequence = endSequence();
    const QString &text = row.line.text;
    if (opensTraceback(text)) {
        const bool continues = m_openFold >= m_first;
        if (!continues)
            m_openFold = sequence;
        row.foldAnchor = m_openFold;
        if (row.line.level < LogLevel::Warning)
            row.line.level = LogLevel::Error;
        if (!continues) {
            row.foldedLines = 1;
            return;
        }
    }
    if (m_openFold < m_first || row.line.progress || row.droppedLines > 0) {
        m_openFold = -1;
        return;
    }
    LogRow &anchor = m_rows[size_t(m_openFold - m_first)];
    const bool isEnd = !isInsideTraceback(text) && !opensTraceback(text);
    const bool wasEnded = !anchor.foldedText.isEmpty();
    if (wasEnded && isEnd && !joinsTracebacks(text)) {
        m_openFold = -1; // the record after the traceback
        return;
    }
    if (wasEnded && !isEnd && !text.isEmpty() && !opensTraceback(text)
        && !row.line.isContinuation) {
        m_openFold = -1;
        return;
    }
    row.foldAnchor = m_openFold;
    if (row.line.level < anchor.line.level)
        row.line.level = anchor.line.level;
    ++anchor.foldedLines;
    if (joinsTracebacks(text) || opensTraceback(text))
        anchor.foldedText.clear();
    else if (isEnd)
        anchor.foldedText = text;
}

void LogModel::makeRoom(qsizetype incoming, qint64 incomingText)
{
    qsizetype leaving = 0;
    qint64 text = m_textSize + incomingText;
    const qsizetype rows = qsizetype(m_rows.size());
    while (leaving < rows && (rows - leaving + incoming > m_capacity || text > kMaxText)) {
        text -= m_rows[size_t(leaving)].line.text.size();
        ++leaving;
    }
    if (leaving == 0)
        return;
    beginRemoveRows({}, 0, int(leaving) - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + leaving);
    m_first += leaving;
    m_textSize = text - incomingText;
    endRemoveRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_first = endSequence();
    m_rows.clear();
    m_textSize = 0;
    m_openFold = -1;
    endResetModel();
}

QString LogModel::text(qint64 from, qint64 to) const
{
    QString result;
    for (qint64 sequence = qMax(from, m_first); sequence < qMin(to, endSequence()); ++sequence) {
        result += at(sequence).line.text;
        result += u'\n';
    }
    return result;
}

} // namespace portico::app
