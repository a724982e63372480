// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/dialogfit.h"

#include "app/style/metrics.h"

#include <QDialog>
#include <QEvent>
#include <QScopedValueRollback>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

namespace {

/// What the system's frame and panels may take of a screen.
constexpr int kFrame = 40;

QSize neededSize(const QLayout &column, int width)
{
    const int needed = std::max(width, column.totalMinimumSize().width());
    return {needed,
            column.hasHeightForWidth() ? column.totalMinimumHeightForWidth(needed)
                                       : column.totalMinimumSize().height()};
}

} // namespace

DialogFit::DialogFit(QDialog *dialog, QVBoxLayout *column)
    : QObject(dialog)
    , m_dialog(dialog)
    , m_column(column)
{
    dialog->installEventFilter(this);
}

bool DialogFit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show && !event->spontaneous())
        fit();
    else if (event->type() == QEvent::LayoutRequest && m_dialog->isVisible())
        QMetaObject::invokeMethod(this, &DialogFit::fit, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void DialogFit::fit()
{
    if (m_isFitting || !m_dialog->screen())
        return;
    const QScopedValueRollback<bool> fitting(m_isFitting, true);
    QSize room = m_dialog->screen()->availableSize();
    if (m_dialog->parentWidget()) // a test's screen may be smaller than its window
        room = room.expandedTo(m_dialog->parentWidget()->window()->size());
    room -= QSize(kFrame, kFrame);
    const QSize needed = neededSize(*m_column, m_dialog->width());
    if (!m_scroll && (needed.width() > room.width() || needed.height() > room.height()))
        scrollBody();
    const QSize size = m_dialog->size().expandedTo(needed).boundedTo(room);
    if (size != m_dialog->size())
        m_dialog->resize(size);
}

/** Moves all but the buttons into an area that scrolls. */
void DialogFit::scrollBody()
{
    const QPointer<QWidget> focused = m_dialog->focusWidget();
    auto *body = new QWidget;
    auto *inner = new QVBoxLayout(body);
    inner->setContentsMargins(0, 0, space::kSmall, 0);
    inner->setSpacing(m_column->spacing());
    const int kept = m_column->count() - 1;
    for (int i = 0; i < kept; ++i) {
        const int stretch = m_column->stretch(0);
        QLayoutItem *item = m_column->takeAt(0);
        if (item->layout())
            inner->addLayout(item->layout(), stretch);
        else if (item->widget())
            inner->addWidget(item->widget(), stretch, item->alignment());
        else
            inner->addItem(item);
        if (item->widget())
            delete item; // the new layout has its own
    }
    m_scroll = new QScrollArea(m_dialog);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setAccessibleName(m_dialog->windowTitle());
    body->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setWidget(body);
    body->setAutoFillBackground(false);
    m_column->insertWidget(0, m_scroll, 1);
    m_scroll->show();
    if (focused)
        focused->setFocus(Qt::OtherFocusReason);
}

} // namespace portico::app
