// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/logaccessible.h"

#include "app/widgets/logview.h"

namespace portico::app {

LogAccessible::LogAccessible(LogView &view)
    : QAccessibleWidget(&view, QAccessible::EditableText)
    , m_view(view)
{ }

QAccessibleInterface *LogAccessible::make(const QString &, QObject *object)
{
    auto *view = qobject_cast<LogView *>(object);
    return view ? new LogAccessible(*view) : nullptr;
}

void *LogAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QAccessible::State LogAccessible::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    state.multiLine = true;
    state.selectableText = true;
    return state;
}

QString LogAccessible::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Value ? m_view.visibleText() : QAccessibleWidget::text(kind);
}

void LogAccessible::selection(int, int *start, int *end) const
{
    *start = 0;
    *end = 0;
}

int LogAccessible::selectionCount() const
{
    return 0; // rows are selected, not characters; copying says them
}

void LogAccessible::addSelection(int, int) { }

void LogAccessible::removeSelection(int) { }

void LogAccessible::setSelection(int, int, int) { }

int LogAccessible::cursorPosition() const
{
    return m_view.currentOffset();
}

void LogAccessible::setCursorPosition(int) { }

QString LogAccessible::text(int start, int end) const
{
    return m_view.visibleText().mid(start, end - start);
}

int LogAccessible::characterCount() const
{
    return int(m_view.visibleText().size());
}

/** Of the row that holds it: rows are what is read. */
QRect LogAccessible::characterRect(int offset) const
{
    return m_view.rowRectAt(offset);
}

int LogAccessible::offsetAtPoint(const QPoint &point) const
{
    return m_view.offsetAt(m_view.viewport()->mapFromGlobal(point));
}

void LogAccessible::scrollToSubstring(int, int) { } // all of the text is on the screen

QString LogAccessible::attributes(int, int *start, int *end) const
{
    *start = 0;
    *end = characterCount();
    return {};
}

} // namespace portico::app
