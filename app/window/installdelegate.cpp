// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/window/installdelegate.h"

#include "app/models/installsmodel.h"
#include "app/style/colours.h"
#include "app/style/metrics.h"
#include "app/widgets/statedot.h"

#include <QApplication>
#include <QPainter>

namespace portico::app {

namespace {

constexpr int kDot = 13; ///< of usual text

} // namespace

void InstallDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Colours &c = coloursOf(option.palette);
    QStyleOptionViewItem row = option;
    row.rect = option.rect.adjusted(0, 1, 0, -1);
    QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &row, painter, option.widget);
    if (option.state.testFlag(QStyle::State_HasFocus)
        && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        QStyleOptionFocusRect focus;
        focus.palette = option.palette;
        focus.rect = row.rect;
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
    const auto state = SessionState(index.data(InstallsModel::StateRole).toInt());
    const auto place = [&](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const QRect r = row.rect;
    const int side = withText(kDot, option.font);
    const QRect dot(r.left() + space::kMedium, r.center().y() - side / 2, side, side);
    drawStateDot(painter, QRectF(place(dot)), state, option.palette);

    const int left = dot.right() + space::kMedium;
    const int width = r.right() - left - space::kSmall;
    const QFont nameFont = option.font;
    const QFont stateFont = fontFor(TextRole::Caption, option.font);
    const int nameHeight = QFontMetrics(nameFont).height();
    const int stateHeight = QFontMetrics(stateFont).height();
    const int top = r.center().y() - (nameHeight + stateHeight) / 2 + 1;
    const int align = int(QStyle::visualAlignment(option.direction, Qt::AlignLeft))
        | Qt::AlignVCenter | Qt::TextSingleLine;
    painter->setLayoutDirection(Qt::LayoutDirectionAuto); // by what is written
    painter->setFont(nameFont);
    painter->setPen(c.text);
    painter->drawText(
        place(QRect(left, top, width, nameHeight)), align,
        QFontMetrics(nameFont).elidedText(index.data().toString(), Qt::ElideRight, width));
    painter->setFont(stateFont);
    painter->setPen(c.mutedText);
    painter->drawText(
        place(QRect(left, top + nameHeight, width, stateHeight)), align,
        QFontMetrics(stateFont).elidedText(index.data(InstallsModel::SubtitleRole).toString(),
                                           Qt::ElideRight, width));
}

QSize InstallDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, qMax(48, option.fontMetrics.height() * 2 + 14)};
}

} // namespace portico::app
