// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/style/porticostyle.h"

#include "app/style/colours.h"
#include "app/style/metrics.h"
#include "app/style/stylepainter.h"

#include <QAbstractItemView>
#include <QFrame>
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
        draw::focusRing(option, painter);
        return;
    case PE_IndicatorCheckBox:
        draw::checkBox(option, painter);
        return;
    case PE_IndicatorRadioButton:
        draw::radioButton(option, painter);
        return;
    case PE_Frame:
        draw::styledFrame(option, painter);
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

void PorticoStyle::drawControl(ControlElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    if (element == CE_PushButtonLabel && draw::isMainButton(widget)
        && option->state.testFlag(State_Enabled)) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton label = *button;
            label.palette.setColor(QPalette::ButtonText, coloursOf(option->palette).onAccent);
            QProxyStyle::drawControl(element, &label, painter, widget);
            return;
        }
    }
    if (element == CE_TabBarTabShape) {
        if (const auto *shape = qstyleoption_cast<const QStyleOptionTab *>(option))
            draw::tab(shape, painter);
        return;
    }
    if (element == CE_TabBarTabLabel) {
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            QStyleOptionTab label = *tab;
            const Colours &c = coloursOf(option->palette);
            const bool selected = option->state.testFlag(State_Selected);
            label.palette.setColor(QPalette::WindowText, selected ? c.text : c.mutedText);
            QProxyStyle::drawControl(element, &label, painter, widget);
            return;
        }
    }
    if (element == CE_ProgressBarGroove) {
        draw::progressGroove(option, painter);
        return;
    }
    if (element == CE_ProgressBarContents) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            draw::progressBar(bar, painter);
        return;
    }
    if (element == CE_Splitter) {
        draw::splitter(option, painter);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
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

QRect PorticoStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                   SubControl subControl, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
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

QSize PorticoStyle::sizeFromContents(ContentsType type, const QStyleOption *option,
                                     const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            result.setWidth(qMax(size.width() + (button->text.isEmpty() ? 16 : 28),
                                 button->text.isEmpty() ? kControlHeight : 72));
        result.setHeight(qMax(kControlHeight, size.height() + 10));
        break;
    case CT_LineEdit:
    case CT_ComboBox:
        result.setHeight(qMax(kControlHeight, size.height() + 10));
        break;
    case CT_ToolButton:
        result = result.expandedTo({kControlHeight - 4, kControlHeight - 4});
        break;
    case CT_TabBarTab:
        result = {size.width() + 4, qMax(38, size.height() + 10)};
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result = {result.width() + 12, qMax(30, result.height())};
        break;
    default:
        break;
    }
    return result;
}

int PorticoStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                              const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 14;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return 16;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return space::kSmall;
    case PM_TabBarTabHSpace:
        return 2 * space::kSmall;
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_SplitterWidth:
        return 1;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return space::kSmall;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return space::kTight;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int PorticoStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_ScrollBar_Transient:
        return 0;
    case SH_FormLayoutLabelAlignment:
        return Qt::AlignLeft | Qt::AlignVCenter;
    case SH_TabBar_ElideMode:
        return Qt::ElideNone;
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace portico::app
