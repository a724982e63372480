// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// How large the controls of PorticoStyle are, and how they behave.
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"

#include <QAbstractScrollArea>
#include <QGuiApplication>
#include <QStyleOption>

namespace portico::app {

QSize PorticoStyle::sizeFromContents(ContentsType type, const QStyleOption *option,
                                     const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int lowest = widget ? controlHeight(widget->font()) : controlHeight();
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            result.setWidth(qMax(size.width() + (button->text.isEmpty() ? 16 : 28),
                                 button->text.isEmpty() ? lowest : 72));
        result.setHeight(qMax(lowest, size.height() + 10));
        break;
    case CT_LineEdit:
    case CT_ComboBox:
        result.setHeight(qMax(lowest, size.height() + 10));
        break;
    case CT_ToolButton:
        result = result.expandedTo({lowest - 4, lowest - 4});
        break;
    case CT_HeaderSection:
        result.setHeight(qMax(30, lowest - 4)); // its option has no words at the first question
        break;
    case CT_ItemViewItem:
        result.setHeight(qMax(26, result.height() + 4));
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
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return iconSide();
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return space::kSmall;
    case PM_TabBarScrollButtonWidth:
        return controlHeight() - space::kTight;
    case PM_TabBarTabHSpace:
        return 2 * space::kSmall;
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabOverlap:
    case PM_TabBar_ScrollButtonOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_SplitterWidth:
        return 1;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return space::kSmall;
    case PM_MenuButtonIndicator:
        return withText(30);
    case PM_HeaderMargin:
        return space::kSmall;
    case PM_DefaultFrameWidth: // room for the round corners around a list or text
        return qobject_cast<const QAbstractScrollArea *>(widget) ? 4 : 1;
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
    case SH_UnderlineShortcut: // as on Windows: while Alt is held
        return QGuiApplication::keyboardModifiers().testFlag(Qt::AltModifier) ? 1 : 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_ScrollBar_Transient:
    case SH_Widget_Animation_Duration: // milliseconds: nothing fades or slides, whoever looks
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
