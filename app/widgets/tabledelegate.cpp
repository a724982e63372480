// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/tabledelegate.h"

#include "app/models/rowlook.h"
#include "app/style/colours.h"
#include "app/style/metrics.h"

#include <QIcon>
#include <QPainter>

namespace portico::app {

namespace {

constexpr int kCellMargin = 10; ///< as the style draws header cells
constexpr int kRounding = 2;    ///< a text's parts of a pixel, which the measure leaves out

RowLook lookOf(const QModelIndex &index)
{
    return RowLook(index.data(kRowLookRole).toInt());
}

} // namespace

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int side = iconSide();
    const bool hasIcon = index.data(Qt::DecorationRole).isValid();
    const int width = option.fontMetrics.horizontalAdvance(index.data().toString())
        + (hasIcon ? side + space::kSmall : 0);
    return {width + 2 * kCellMargin + kRounding,
            option.fontMetrics.height() + 2 * space::kSmall - 2};
}

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Colours &colours = coloursOf(option.palette);
    const int side = iconSide();
    const RowLook look = lookOf(index);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colours.selection);
    else if (option.state.testFlag(QStyle::State_MouseOver) && look != RowLook::Heading)
        painter->fillRect(option.rect, colours.hover);
    QFont font = option.font;
    if (look == RowLook::Heading)
        font = fontFor(TextRole::Strong, font);
    font.setItalic(look == RowLook::Muted);
    painter->setFont(font);
    painter->setLayoutDirection(Qt::LayoutDirectionAuto); // paths and sizes are read as ever
    painter->setPen(look == RowLook::Muted ? colours.mutedText : colours.text);
    const QVariant wish = index.data(Qt::TextAlignmentRole);
    const auto alignment =
        wish.isValid() ? Qt::Alignment(wish.toInt()) : Qt::AlignLeft | Qt::AlignVCenter;
    QRect place = option.rect.adjusted(kCellMargin, 0, -kCellMargin, 0);
    const auto icon = index.data(Qt::DecorationRole).value<QIcon>();
    if (!icon.isNull()) {
        const QRect box(place.left(), place.center().y() - side / 2 + 1, side, side);
        icon.paint(painter, QStyle::visualRect(option.direction, place, box));
        place.adjust(option.direction == Qt::LeftToRight ? side + space::kSmall : 0, 0,
                     option.direction == Qt::LeftToRight ? 0 : -side - space::kSmall, 0);
    }
    const QString text =
        QFontMetrics(font).elidedText(index.data().toString(), option.textElideMode, place.width());
    painter->drawText(
        place, int(QStyle::visualAlignment(option.direction, alignment) | Qt::TextSingleLine),
        text);
    painter->restore();
}

} // namespace portico::app
