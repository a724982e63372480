// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/taborder.h"

#include "app/style/metrics.h"

#include <QApplication>
#include <QGridLayout>
#include <QMainWindow>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleHints>

#include <algorithm>

namespace portico::app {

namespace {

void addControls(QWidget *widget, QList<QWidget *> &found);

/** A grid has its items as they were added; they are read by row and column. */
QList<QLayoutItem *> itemsOf(const QLayout *layout)
{
    QList<std::pair<QPoint, QLayoutItem *>> placed;
    const auto *grid = qobject_cast<const QGridLayout *>(layout);
    for (int i = 0; i < layout->count(); ++i) {
        QPoint place(0, i);
        int rows = 0;
        int columns = 0;
        if (grid)
            grid->getItemPosition(i, &place.ry(), &place.rx(), &rows, &columns);
        placed.append({place, layout->itemAt(i)});
    }
    std::stable_sort(placed.begin(), placed.end(), [](const auto &a, const auto &b) {
        return std::pair(a.first.y(), a.first.x()) < std::pair(b.first.y(), b.first.x());
    });
    QList<QLayoutItem *> items;
    for (const auto &[place, item] : placed)
        items.append(item);
    return items;
}

void addControls(const QLayout *layout, QList<QWidget *> &found)
{
    for (QLayoutItem *item : itemsOf(layout)) {
        if (item->widget())
            addControls(item->widget(), found);
        else if (item->layout())
            addControls(item->layout(), found);
    }
}

/** By the person's choice on macOS Tab comes to fields and lists alone. */
bool isStop(const QWidget *widget)
{
    const bool isForAll =
        QGuiApplication::styleHints()->tabFocusBehavior() == Qt::TabFocusAllControls;
    const Qt::FocusPolicy wanted = isForAll ? Qt::TabFocus : Qt::StrongFocus;
    return (widget->focusPolicy() & wanted) == wanted && !widget->focusProxy()
        && widget->isEnabled();
}

/** An area is a stop where there is something to scroll, and a name to say; its controls are
 * anyway. */
bool isScrollStop(const QScrollArea *area)
{
    const auto scrolls = [](const QScrollBar *bar) { return bar->maximum() > bar->minimum(); };
    return !area->accessibleName().isEmpty()
        && (scrolls(area->verticalScrollBar()) || scrolls(area->horizontalScrollBar()));
}

/** The parts of a widget without a layout are its own business. */
void addControls(QWidget *widget, QList<QWidget *> &found)
{
    if (widget->isHidden())
        return;
    const auto *scroll = qobject_cast<const QScrollArea *>(widget);
    if (isStop(widget) && (!scroll || isScrollStop(scroll)))
        found.append(widget);
    if (scroll) {
        if (scroll->widget())
            addControls(scroll->widget(), found);
    } else if (const auto *window = qobject_cast<const QMainWindow *>(widget)) {
        if (window->centralWidget())
            addControls(window->centralWidget(), found);
    } else if (widget->layout()) {
        addControls(widget->layout(), found);
    }
}

/** Where the focus is among these; -1 where it is on none of them, nor in one. */
qsizetype placeOfFocus(const QList<QWidget *> &controls, const QWidget *focused)
{
    qsizetype place = -1;
    for (qsizetype i = 0; focused && i < controls.size(); ++i) {
        if (controls.at(i) == focused)
            return i;
        if (controls.at(i)->isAncestorOf(focused))
            place = i;
    }
    return place;
}

} // namespace

void scrollTo(const QWidget *control)
{
    for (QWidget *parent = control->parentWidget(); parent; parent = parent->parentWidget()) {
        auto *area = qobject_cast<QScrollArea *>(parent);
        if (!area || !area->widget() || !area->widget()->isAncestorOf(control))
            continue;
        const QPoint place = control->mapTo(area->widget(), QPoint(0, 0));
        if (control->height() > area->viewport()->height()) {
            area->ensureVisible(place.x(), place.y(), 0, space::kHuge);
            continue;
        }
        const QPoint middle = place + control->rect().center();
        area->ensureVisible(middle.x(), middle.y(), 0, control->height() / 2 + space::kHuge);
    }
}

bool moveFocus(QWidget *window, TabDirection direction)
{
    QList<QWidget *> controls;
    addControls(window, controls);
    const QWidget *const focused = window->focusWidget();
    const qsizetype now = placeOfFocus(controls, focused);
    const qsizetype count = controls.size();
    if (count == 0 || (count == 1 && controls.constFirst() == focused))
        return false;
    const bool isForth = direction == TabDirection::Forth;
    const qsizetype before = now < 0 && !isForth ? 0 : now;
    QWidget *next = controls.at((before + (isForth ? 1 : count - 1)) % count);
    next->setFocus(isForth ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    scrollTo(next);
    return true;
}

bool ReadingOrderDialog::focusNextPrevChild(bool next)
{
    return moveFocus(this, next ? TabDirection::Forth : TabDirection::Back);
}

} // namespace portico::app
