// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What mouse and keys do in a LogView.
#include "app/style/metrics.h"
#include "app/widgets/logview.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

namespace portico::app {

qint64 LogView::sequenceAt(QPoint position) const
{
    const QList<Visible> rows = visibleRows();
    for (const Visible &row : rows) {
        if (position.y() < row.rect.bottom() + 1)
            return row.sequence;
    }
    return rows.isEmpty() ? -1 : rows.constLast().sequence;
}

void LogView::toggleFoldAt(qint64 sequence)
{
    const qint64 anchor = sequence >= 0 ? m_model->at(sequence).foldAnchor : -1;
    if (anchor < m_model->firstSequence())
        return;
    const bool wasFollowing = m_isFollowing;
    m_isFollowing = false;
    m_layout->toggleFold(anchor);
    m_anchor = m_current = anchor;
    m_isFollowing = wasFollowing && verticalScrollBar()->maximum() == 0;
    updateBars();
    emit followingChanged(m_isFollowing);
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    const qint64 sequence = m_layout ? sequenceAt(event->pos()) : -1;
    if (sequence < 0 || event->button() == Qt::MiddleButton)
        return;
    const bool keepsSelection = event->button() == Qt::RightButton && isSelected(sequence);
    if (!keepsSelection) {
        m_current = sequence;
        if (!event->modifiers().testFlag(Qt::ShiftModifier) || m_anchor < 0)
            m_anchor = sequence;
    }
    if (event->button() == Qt::LeftButton && event->pos().x() < textLeft()
        && event->pos().x() > textLeft() - 2 * kMarkWidth
        && m_model->at(sequence).foldAnchor == sequence)
        toggleFoldAt(sequence);
    viewport()->update();
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_layout || !event->buttons().testFlag(Qt::LeftButton) || m_anchor < 0)
        return;
    if (event->pos().y() < 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - 1);
    if (event->pos().y() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + 1);
    m_current = sequenceAt(event->pos());
    viewport()->update();
}

void LogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_layout)
        toggleFoldAt(sequenceAt(event->pos()));
}

void LogView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_model)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copyLines = menu->addAction(tr("&Copy"), this, &LogView::copy);
    copyLines->setEnabled(hasSelection());
    menu->addAction(tr("Select &all"), this, &LogView::selectAll);
    const qint64 anchor = m_current >= 0 ? m_model->at(m_current).foldAnchor : -1;
    if (anchor >= m_model->firstSequence()) {
        menu->addSeparator();
        menu->addAction(m_layout->isExpanded(anchor) ? tr("&Fold the traceback")
                                                     : tr("&Show the whole traceback"),
                        this, [this, anchor] { toggleFoldAt(anchor); });
    }
    menu->popup(event->globalPos());
}

void LogView::moveCurrent(int entries, Qt::KeyboardModifiers modifiers)
{
    const int last = int(m_layout->entries().size()) - 1;
    if (last < 0)
        return;
    const int from = m_current < 0 ? m_layout->entryAtLine(topLine()) - (entries > 0 ? 1 : 0)
                                   : m_layout->entryOf(m_current);
    const int to = qBound(0, from + entries, last);
    const qint64 anchor = m_anchor;
    goTo(m_layout->entries()[size_t(to)].sequence);
    if (modifiers.testFlag(Qt::ShiftModifier) && anchor >= 0)
        m_anchor = anchor;
    const qint64 line = m_layout->entries()[size_t(to)].top - m_layout->firstLine();
    if (line >= verticalScrollBar()->value() + verticalScrollBar()->pageStep())
        verticalScrollBar()->setValue(int(line) - verticalScrollBar()->pageStep() + 1);
    QAccessibleTextCursorEvent moved(this, currentOffset()); // the line is read aloud
    QAccessible::updateAccessibility(&moved);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (!m_layout)
        return;
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    const int page = verticalScrollBar()->pageStep();
    const int all = int(m_layout->entries().size());
    switch (event->key()) {
    case Qt::Key_Up:
        moveCurrent(-1, event->modifiers());
        return;
    case Qt::Key_Down:
        moveCurrent(1, event->modifiers());
        return;
    case Qt::Key_PageUp:
        moveCurrent(-page, event->modifiers());
        return;
    case Qt::Key_PageDown:
        moveCurrent(page, event->modifiers());
        return;
    case Qt::Key_Home:
        moveCurrent(-all, event->modifiers());
        return;
    case Qt::Key_End:
        moveCurrent(all, event->modifiers());
        setFollowing(Qt::Checked);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        toggleFoldAt(m_current);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void LogView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        measure();
}

} // namespace portico::app
