// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/wraprow.h"

#include "app/style/metrics.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <numeric>

namespace portico::app {

namespace {

int heightOf(const QLayoutItem &item, int width)
{
    return item.hasHeightForWidth() ? item.heightForWidth(width) : item.sizeHint().height();
}

} // namespace

QSize WrapRow::minimumSize() const
{
    int width = 0;
    for (int i = 0; i < count(); ++i) {
        QLayoutItem *item = itemAt(i);
        if (!item->isEmpty() && !item->spacerItem())
            width = std::max(width, item->minimumSize().width());
    }
    const QMargins margins = contentsMargins();
    return {width + margins.left() + margins.right(), QHBoxLayout::minimumSize().height()};
}

void WrapRow::addControl(QWidget *control)
{
    control->setMinimumHeight(controlHeight());
    addWidget(control, 0, Qt::AlignTop);
}

void WrapRow::setLeastStretched(int width)
{
    m_leastStretched = width;
    invalidate();
}

int WrapRow::leastOf(int index) const
{
    const int own = itemAt(index)->minimumSize().width();
    return stretch(index) > 0 && !itemAt(index)->spacerItem() ? std::max(own, m_leastStretched)
                                                              : own;
}

bool WrapRow::hasRoomFor(int width) const
{
    int needed = QHBoxLayout::minimumSize().width();
    for (int i = 0; i < count(); ++i) {
        if (!itemAt(i)->isEmpty())
            needed += leastOf(i) - itemAt(i)->minimumSize().width();
    }
    return width >= needed;
}

int WrapRow::heightForWidth(int width) const
{
    if (!hasRoomFor(width))
        return arrange(QRect(0, 0, width, 0), false);
    const int height = QHBoxLayout::heightForWidth(width);
    return height >= 0 ? height : QHBoxLayout::sizeHint().height();
}

void WrapRow::setGeometry(const QRect &rect)
{
    if (hasRoomFor(rect.width())) {
        QHBoxLayout::setGeometry(rect);
        return;
    }
    // A box would put all of them in one line again.
    QLayout::setGeometry(rect); // NOLINT(bugprone-parent-virtual-call)
    arrange(rect, true);
}

QList<WrapRow::Line> WrapRow::linesFor(int width) const
{
    QList<Line> lines;
    int used = 0;
    for (int i = 0; i < count(); ++i) {
        QLayoutItem *item = itemAt(i);
        if (item->isEmpty() || item->spacerItem())
            continue;
        const int least = item->minimumSize().width();
        const int left = width - used - spacing();
        const bool shrinks = stretch(i) > 0 && !lines.isEmpty() && left >= leastOf(i);
        const int most = shrinks ? left : width;
        const int own = std::max(std::min(item->sizeHint().width(), most), least);
        if (lines.isEmpty() || used + spacing() + own > width) {
            lines.append(Line());
            used = -spacing();
        }
        lines.last().append({.item = item, .width = own, .stretch = stretch(i)});
        used += spacing() + own;
    }
    return lines;
}

int WrapRow::arrange(const QRect &rect, bool doMove) const
{
    const QRect room = rect.marginsRemoved(contentsMargins());
    const QWidget *parent = parentWidget();
    const Qt::LayoutDirection direction = parent ? parent->layoutDirection() : Qt::LeftToRight;
    int y = room.top();
    for (Line &line : linesFor(room.width())) {
        const int between = spacing() * int(line.size() - 1);
        const int used = std::accumulate(line.begin(), line.end(), between,
                                         [](int sum, const Piece &one) { return sum + one.width; });
        const auto taker = std::find_if(line.begin(), line.end(),
                                        [](const Piece &one) { return one.stretch > 0; });
        if (taker != line.end())
            taker->width += std::max(0, room.width() - used);
        int height = 0;
        for (const Piece &one : std::as_const(line))
            height = std::max(height, heightOf(*one.item, one.width));
        int x = room.left();
        for (const Piece &one : std::as_const(line)) {
            if (doMove)
                one.item->setGeometry(
                    QStyle::visualRect(direction, room, QRect(x, y, one.width, height)));
            x += one.width + spacing();
        }
        y += height + spacing();
    }
    const QMargins margins = contentsMargins();
    return std::max(0, y - spacing() - room.top()) + margins.top() + margins.bottom();
}

} // namespace portico::app
