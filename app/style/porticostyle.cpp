// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/style/porticostyle.h"

#include "app/style/colours.h"
#include "app/style/metrics.h"
#include "app/style/stylepainter.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace portico::app {

using namespace Qt::StringLiterals;

PorticoStyle::PorticoStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{ }

void PorticoStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                 QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        draw::buttonPanel(option, painter, widget);
        return;
    case PE_PanelButtonTool:
        draw::toolPanel(option, painter, widget);
        return;
    case PE_IndicatorButtonDropDown:
        return; // the split button draws its own line
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            draw::fieldPanel(option, painter, widget);
        else
            painter->fillRect(option->rect, option->palette.base());
        return;
    case PE_FrameLineEdit:
        return;
    case PE_FrameFocusRect:
        if (!qobject_cast<const QAbstractItemView *>(widget)
            || option->state.testFlag(State_KeyboardFocusChange))
            draw::focusRing(option, painter);
        return;
    case PE_IndicatorHeaderArrow: {
        QStyleOptionHeader arrow; // at the end of its section, in the middle of its height
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            arrow = *header;
        if (widget)
            arrow.rect.moveCenter({option->rect.center().x(), widget->height() / 2});
        QProxyStyle::drawPrimitive(element, &arrow, painter, widget);
        return;
    }
    case PE_IndicatorCheckBox:
        draw::checkBox(option, painter);
        return;
    case PE_IndicatorRadioButton:
        draw::radioButton(option, painter);
        return;
    case PE_Frame:
        draw::styledFrame(option, painter, widget);
        return;
    case PE_FrameMenu:
        return;
    case PE_PanelMenu:
        draw::menuPanel(option, painter);
        return;
    case PE_FrameTabWidget:
    case PE_FrameTabBarBase:
        return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            draw::itemRow(item, painter);
        return;
    case PE_PanelItemViewRow:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

bool PorticoStyle::drawRecoloured(ControlElement element, const QStyleOption *option,
                                  QPainter *painter, const QWidget *widget) const
{
    const Colours &c = coloursOf(option->palette);
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option); button
        && element == CE_PushButtonLabel && draw::isMainButton(widget)
        && option->state.testFlag(State_Enabled)) {
        QStyleOptionButton label = *button;
        label.palette.setColor(QPalette::ButtonText, c.onAccent);
        QProxyStyle::drawControl(element, &label, painter, widget);
        return true;
    }
    if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
        item && element == CE_ItemViewItem) { // a chosen row is pale, so its text stays dark
        QStyleOptionViewItem row = *item;
        row.palette.setColor(QPalette::HighlightedText, c.text);
        QProxyStyle::drawControl(element, &row, painter, widget);
        return true;
    }
    if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        tab && element == CE_TabBarTabLabel) {
        QStyleOptionTab label = *tab;
        const bool selected = option->state.testFlag(State_Selected);
        label.palette.setColor(QPalette::WindowText, selected ? c.text : c.mutedText);
        QProxyStyle::drawControl(element, &label, painter, widget);
        return true;
    }
    return false;
}

void PorticoStyle::drawControl(ControlElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton: // Fusion shows the focus by a ground that is not ours
        QProxyStyle::drawControl(element, option, painter, widget);
        if (option->state.testFlag(State_HasFocus)
            && option->state.testFlag(State_KeyboardFocusChange))
            draw::buttonFocus(option, painter, widget);
        return;
    case CE_TabBarTabShape:
        if (const auto *shape = qstyleoption_cast<const QStyleOptionTab *>(option))
            draw::tab(shape, painter);
        return;
    case CE_ProgressBarGroove:
        draw::progressGroove(option, painter);
        return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            draw::progressBar(bar, painter);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        draw::headerSection(option, painter);
        return;
    case CE_Splitter:
        draw::splitter(option, painter);
        return;
    default:
        if (!drawRecoloured(element, option, painter, widget))
            QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void PorticoStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            draw::comboBox(box, painter, widget);
            return;
        }
    }
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            draw::scrollBar(bar, painter,
                            subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget));
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect PorticoStyle::subElementRect(SubElement element, const QStyleOption *option,
                                   const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(space::kTight + 1, 0, -space::kTight, 0)
                                          : rect;
}

QRect PorticoStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                   SubControl subControl, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    const bool isMirrored = option->direction == Qt::RightToLeft;
    const int arrow = iconSide() - kIconSide; // what larger text adds to it
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        return QProxyStyle::subControlRect(control, option, subControl, widget)
            .adjusted(space::kTight + (isMirrored ? arrow : 0), 0,
                      -space::kTight - (isMirrored ? 0 : arrow), 0);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, subControl, widget);
    const bool upright = bar->orientation == Qt::Vertical;
    const int length = upright ? bar->rect.height() : bar->rect.width();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    int slider = length;
    if (range > 0)
        slider = qMin(length,
                      qMax(int(qint64(length) * bar->pageStep / (range + bar->pageStep)),
                           pixelMetric(PM_ScrollBarSliderMin, bar, widget)));
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                              length - slider, bar->upsideDown);
    const auto part = [&](int from, int size) {
        return upright ? QRect(0, from, bar->rect.width(), size)
                       : QRect(from, 0, size, bar->rect.height());
    };
    switch (subControl) {
    case SC_ScrollBarGroove:
        return part(0, length);
    case SC_ScrollBarSlider:
        return part(start, slider);
    case SC_ScrollBarSubPage:
        return part(0, start);
    case SC_ScrollBarAddPage:
        return part(start + slider, length - start - slider);
    default:
        return {}; // no arrows
    }
}

} // namespace portico::app
