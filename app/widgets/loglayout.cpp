// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/loglayout.h"

#include <algorithm>

namespace portico::app {

namespace {

bool isWide(char16_t c)
{
    return c >= 0x1100
        && ((c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe4f)
            || (c >= 0xff00 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0xd800 && c <= 0xdbff)); // first half of a pair: emoji, mostly
}

int columnsOf(QChar c)
{
    if (c.isLowSurrogate())
        return 0;
    return isWide(c.unicode()) ? 2 : 1;
}

} // namespace

int columnsOf(QStringView text)
{
    int columns = 0;
    for (const QChar c : text)
        columns += columnsOf(c);
    return columns;
}

QList<QStringView> wrapped(QStringView text, int columns)
{
    QList<QStringView> pieces;
    qsizetype start = 0;
    qsizetype word = 0; // where the word that is looked at began
    int used = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int width = columnsOf(text[i]);
        if (i > start && text[i - 1] == u' ')
            word = i;
        if (used + width > columns && i > start) {
            const bool isNear = word > start && columnsOf(text.mid(word, i - word)) <= columns / 3;
            const qsizetype cut = isNear ? word : i;
            pieces.append(text.mid(start, cut - start));
            start = cut;
            used = columnsOf(text.mid(cut, i - cut));
        }
        used += width;
    }
    pieces.append(text.mid(start));
    return pieces;
}

LogLayout::LogLayout(const LogModel &model)
    : m_model(model)
    , m_taken(model.firstSequence())
{
    takeNewRows();
}

qint64 LogLayout::endLine() const
{
    return m_entries.empty() ? 0 : m_entries.back().top + m_entries.back().height;
}

bool LogLayout::passesFilter(qint64 sequence) const
{
    const LogRow &row = m_model.at(sequence);
    return row.line.level >= m_minimum || row.droppedLines > 0;
}

bool LogLayout::isShown(qint64 sequence) const
{
    const qint64 anchor = m_model.at(sequence).foldAnchor;
    if (anchor >= m_model.firstSequence() && anchor != sequence && !m_expanded.contains(anchor))
        return false;
    return passesFilter(sequence);
}

QString LogLayout::shownText(qint64 sequence) const
{
    const LogRow &row = m_model.at(sequence);
    const bool isFolded = row.foldAnchor == sequence && !m_expanded.contains(sequence);
    return isFolded && !row.foldedText.isEmpty() ? row.foldedText : row.line.text;
}

int LogLayout::heightOf(qint64 sequence) const
{
    if (m_columns <= 0 || m_model.at(sequence).line.progress)
        return 1;
    const LogRow &row = m_model.at(sequence);
    if (row.foldAnchor != sequence && row.line.text.size() * 2 <= m_columns)
        return 1; // even if every character were wide
    const QString text = shownText(sequence);
    return columnsOf(text) <= m_columns ? 1 : int(wrapped(text, m_columns).size());
}

void LogLayout::takeNewRows()
{
    for (; m_taken < m_model.endSequence(); ++m_taken) {
        if (!isShown(m_taken))
            continue;
        const int height = heightOf(m_taken);
        m_entries.push_back({m_taken, m_nextTop, height});
        m_nextTop += height;
    }
}

qint64 LogLayout::dropOldRows()
{
    const qint64 before = firstLine();
    while (!m_entries.empty() && m_entries.front().sequence < m_model.firstSequence())
        m_entries.pop_front();
    m_taken = std::max(m_taken, m_model.firstSequence());
    m_expanded.removeIf([this](qint64 anchor) { return anchor < m_model.firstSequence(); });
    return (m_entries.empty() ? m_nextTop : firstLine()) - before;
}

void LogLayout::rebuild()
{
    m_entries.clear();
    m_nextTop = 0;
    m_taken = m_model.firstSequence();
    takeNewRows();
}

void LogLayout::setMinimumLevel(LogLevel level)
{
    m_minimum = level;
    rebuild();
}

void LogLayout::setColumns(int columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    rebuild();
}

void LogLayout::toggleFold(qint64 anchor)
{
    if (!m_expanded.remove(anchor))
        m_expanded.insert(anchor);
    rebuild();
}

int LogLayout::entryAtLine(qint64 line) const
{
    const auto after =
        std::upper_bound(m_entries.begin(), m_entries.end(), line,
                         [](qint64 wanted, const Entry &entry) { return wanted < entry.top; });
    return m_entries.empty() ? -1 : int(std::max<ptrdiff_t>(0, after - m_entries.begin() - 1));
}

int LogLayout::entryOf(qint64 sequence) const
{
    const auto at =
        std::lower_bound(m_entries.begin(), m_entries.end(), sequence,
                         [](const Entry &entry, qint64 wanted) { return entry.sequence < wanted; });
    return std::min(int(at - m_entries.begin()), int(m_entries.size()) - 1);
}

} // namespace portico::app
