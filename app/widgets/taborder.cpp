// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/taborder.h"

#include <QEvent>
#include <QGridLayout>
#include <QPointer>
#include <QScrollArea>

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

/** The parts of a widget without a layout are its own business. */
void addControls(QWidget *widget, QList<QWidget *> &found)
{
    if ((widget->focusPolicy() & Qt::TabFocus) != 0 && !widget->focusProxy())
        found.append(widget);
    const auto *scroll = qobject_cast<const QScrollArea *>(widget);
    if (scroll && scroll->widget())
        addControls(scroll->widget(), found);
    else if (!scroll && widget->layout())
        addControls(widget->layout(), found);
}

class TabOrder final : public QObject
{
public:
    TabOrder(QWidget *area, QWidget *after)
        : QObject(area)
        , m_area(area)
        , m_after(after)
    {
        area->installEventFilter(this);
    }

    /** A layout asks for its place anew when something came, went, or was shown. */
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == m_area
            && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show))
            apply();
        return false;
    }

private:
    void apply()
    {
        QList<QWidget *> controls;
        if (m_after && m_after->window() == m_area->window())
            controls.append(m_after);
        addControls(m_area, controls);
        if (controls == m_applied)
            return;
        for (qsizetype i = 1; i < controls.size(); ++i)
            QWidget::setTabOrder(controls.at(i - 1), controls.at(i));
        m_applied = controls;
    }

    QWidget *m_area;
    QPointer<QWidget> m_after;
    QList<QWidget *> m_applied; ///< compared only, never followed: some may be gone
};

} // namespace

void followLayout(QWidget *area, QWidget *after)
{
    new TabOrder(area, after);
}

} // namespace portico::app
