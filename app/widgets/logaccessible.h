// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessibleWidget>

namespace portico::app {

class LogView;

/**
 * The log for screen readers: a text of the lines on the screen, with its cursor at the line that
 * the arrow keys chose. A log of any length is never built as one text.
 */
class LogAccessible final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit LogAccessible(LogView &view);

    /** For QAccessible::installFactory(); null for what is no LogView. */
    static QAccessibleInterface *make(const QString &className, QObject *object);

    void *interface_cast(QAccessible::InterfaceType type) override;
    QAccessible::State state() const override;
    QString text(QAccessible::Text kind) const override;

    void selection(int index, int *start, int *end) const override;
    int selectionCount() const override;
    void addSelection(int start, int end) override;
    void removeSelection(int index) override;
    void setSelection(int index, int start, int end) override;
    int cursorPosition() const override;
    void setCursorPosition(int position) override;
    QString text(int start, int end) const override;
    int characterCount() const override;
    QRect characterRect(int offset) const override;
    int offsetAtPoint(const QPoint &point) const override;
    void scrollToSubstring(int start, int end) override;
    QString attributes(int offset, int *start, int *end) const override;

private:
    LogView &m_view;
};

} // namespace portico::app
