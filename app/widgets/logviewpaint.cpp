// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// How a LogView draws: only what is on the screen.
#include "app/style/colours.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/logview.h"

#include <QGuiApplication>
#include <QPainter>
#include <QScrollBar>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMarkSize = 14;

QColor lineColour(const LogRow &row, const Colours &colours)
{
    if (row.line.stream == LogStream::Portico && row.line.level <= LogLevel::Info)
        return colours.accentText;
    switch (row.line.level) {
    case LogLevel::Debug:
        return colours.mutedText;
    case LogLevel::Info:
        return colours.text;
    case LogLevel::Warning:
        return colours.busy;
    case LogLevel::Error:
        return colours.crashed;
    }
    return colours.text;
}

} // namespace

QList<LogView::Visible> LogView::visibleRows() const
{
    QList<Visible> rows;
    if (!m_layout || m_layout->entries().empty())
        return rows;
    const qint64 top = topLine();
    const int height = viewport()->height();
    for (size_t i = size_t(m_layout->entryAtLine(top)); i < m_layout->entries().size(); ++i) {
        const LogLayout::Entry &entry = m_layout->entries()[i];
        const int y = space::kSmall + int(entry.top - top) * m_lineHeight;
        if (y >= height)
            break;
        rows.append(
            {entry.sequence, QRect(0, y, viewport()->width(), entry.height * m_lineHeight)});
    }
    return rows;
}

void LogView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setFont(font());
    painter.setLayoutDirection(Qt::LeftToRight); // what programs write, in every language
    for (const Visible &row : visibleRows())
        drawRow(painter, row);
    if (hasFocus() && m_current < 0) {
        painter.setPen(QPen(coloursOf(palette()).accentText, 1));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void LogView::drawRow(QPainter &painter, const Visible &row) const
{
    const Colours &c = coloursOf(palette());
    const LogRow &content = m_model->at(row.sequence);
    const bool selected = isSelected(row.sequence);
    if (selected)
        painter.fillRect(row.rect, c.selection);
    else if (content.line.level == LogLevel::Error && content.foldAnchor == row.sequence)
        painter.fillRect(row.rect, c.errorGround);

    const QRect time(space::kHuge, row.rect.top(), m_timeWidth, m_lineHeight);
    painter.setPen(c.mutedText);
    if (!content.line.isContinuation && content.line.time.isValid())
        painter.drawText(time, Qt::AlignLeft | Qt::AlignVCenter,
                         content.line.time.toLocalTime().time().toString(u"HH:mm:ss"_s));

    const QRect mark(textLeft() - kMarkSize - space::kTight, row.rect.top(), kMarkSize,
                     m_lineHeight);
    std::optional<IconName> icon;
    IconTint tint = IconTint::Muted;
    if (content.foldAnchor == row.sequence) {
        icon = m_layout->isExpanded(row.sequence) ? IconName::Down : IconName::Right;
        tint = content.line.level == LogLevel::Error ? IconTint::Crashed : IconTint::Busy;
    } else if (content.line.level == LogLevel::Error && !content.line.isContinuation) {
        icon = IconName::Failed;
        tint = IconTint::Crashed;
    } else if (content.line.level == LogLevel::Warning && !content.line.isContinuation) {
        icon = IconName::Warning;
        tint = IconTint::Busy;
    }
    if (icon) {
        const int size = qMin(kMarkSize, m_lineHeight - 2);
        QPixmap drawn = iconPixmap(*icon, tint, size, devicePixelRatioF(), palette());
        if (*icon == IconName::Right && QGuiApplication::isRightToLeft())
            drawn = drawn.transformed(QTransform::fromScale(-1, 1)); // the log is read as ever
        painter.drawPixmap(mark.left(), mark.top() + (m_lineHeight - size) / 2, drawn);
    }
    // Words end before the scroll bar, also where they go on beyond the screen.
    painter.setClipRect(viewport()->rect().adjusted(0, 0, -space::kMedium, 0));
    if (content.line.progress)
        drawProgress(painter, row);
    else
        drawText(painter, row, lineColour(content, c));
    painter.setClipping(false);
}

void LogView::drawText(QPainter &painter, const Visible &row, const QColor &colour) const
{
    const LogRow &content = m_model->at(row.sequence);
    const QString text = m_layout->shownText(row.sequence);
    const int left = textLeft();
    const int columns = int(viewport()->width() / m_charWidth) + 1;
    QList<QStringView> pieces{QStringView(text)};
    if (m_layout->columns() > 0)
        pieces = wrapped(text, m_layout->columns());
    else // nothing beyond the screen is laid out
        pieces.front() = pieces.front().mid(
            qMin<qsizetype>(horizontalScrollBar()->value(), text.size()), columns);
    int y = row.rect.top();
    int width = 0;
    for (const QStringView piece : std::as_const(pieces)) {
        drawMatches(painter, piece, {left, y});
        painter.setPen(colour);
        const QString shown = piece.toString();
        painter.drawText(QRect(left, y, 2 * viewport()->width(), m_lineHeight),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        width = painter.fontMetrics().horizontalAdvance(shown);
        y += m_lineHeight;
    }
    if (content.foldAnchor == row.sequence)
        drawFold(painter, content, {left + width + space::kMedium, y - m_lineHeight});
}

/** After the words of a traceback's line: the sign of an error or warning, for its mark is the
 *  arrow that unfolds it; and how many lines are folded. */
void LogView::drawFold(QPainter &painter, const LogRow &content, QPoint place) const
{
    int x = place.x();
    const bool isError = content.line.level == LogLevel::Error;
    if (isError || content.line.level == LogLevel::Warning) {
        const int size = qMin(kMarkSize, m_lineHeight - 2);
        painter.drawPixmap(x, place.y() + (m_lineHeight - size) / 2,
                           iconPixmap(isError ? IconName::Failed : IconName::Warning,
                                      isError ? IconTint::Crashed : IconTint::Busy, size,
                                      devicePixelRatioF(), palette()));
        x += size + space::kTight;
    }
    if (content.foldedLines <= 1 || m_layout->isExpanded(content.foldAnchor))
        return;
    painter.setPen(coloursOf(palette()).mutedText);
    painter.drawText(QRect(x, place.y(), viewport()->width(), m_lineHeight),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     tr("traceback, %n line(s)", nullptr, content.foldedLines));
}

void LogView::drawMatches(QPainter &painter, QStringView text, QPoint topLeft) const
{
    if (m_query.isEmpty())
        return;
    const QFontMetrics metrics = painter.fontMetrics();
    for (qsizetype at = text.indexOf(m_query, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(m_query, at + m_query.size(), Qt::CaseInsensitive)) {
        const int x = metrics.horizontalAdvance(text.left(at).toString());
        const int width = metrics.horizontalAdvance(text.mid(at, m_query.size()).toString());
        painter.fillRect(QRect(topLeft.x() + x, topLeft.y() + 1, width, m_lineHeight - 2),
                         coloursOf(palette()).match);
    }
}

void LogView::drawProgress(QPainter &painter, const Visible &row) const
{
    const Colours &c = coloursOf(palette());
    const LogProgress &progress = *m_model->at(row.sequence).line.progress;
    int x = textLeft();
    const auto put = [&](const QString &text, const QColor &colour) {
        if (text.isEmpty())
            return;
        painter.setPen(colour);
        painter.drawText(QRect(x, row.rect.top(), viewport()->width(), m_lineHeight),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
        x += painter.fontMetrics().horizontalAdvance(text) + space::kSmall;
    };
    put(progress.description, c.text);
    const QRectF groove(x, row.rect.top() + m_lineHeight / 2.0 - 3, 20.0 * m_charWidth, 6);
    QRectF done = groove;
    done.setWidth(groove.width() * qBound(0, progress.percent, 100) / 100.0);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.border);
    painter.drawRoundedRect(groove, 3, 3);
    painter.setBrush(c.accent);
    painter.drawRoundedRect(done, 3, 3);
    painter.restore();
    x = int(groove.right()) + space::kSmall;
    put(tr("%1 %", "per cent").arg(progress.percent, 3), c.text);
    put(progress.detail, c.mutedText);
}

} // namespace portico::app
