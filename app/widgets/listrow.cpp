// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/listrow.h"

#include "app/style/colours.h"
#include "app/style/metrics.h"

#include <QContextMenuEvent>
#include <QLayout>
#include <QPainter>

namespace portico::app {

ListRow::ListRow(QWidget *parent)
    : QWidget(parent)
    , m_anchor(this)
{
    setFocusPolicy(Qt::StrongFocus);
}

void ListRow::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
    emit menuRequested(isByMouse ? event->globalPos()
                                 : m_anchor->mapToGlobal(m_anchor->rect().bottomLeft()));
    event->accept();
}

void ListRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QLayout *const rows = parentWidget()->layout();
    if (rows && rows->indexOf(this) > 0) // a line between two of them
        painter.fillRect(QRect(space::kMedium, 0, width() - 2 * space::kMedium, 1),
                         coloursOf(palette()).border);
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(coloursOf(palette()).accent, 1.5));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 2, -1, -1), kRadius, kRadius);
}

void ListRow::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void ListRow::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace portico::app
