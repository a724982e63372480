// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace portico::app {

/**
 * A row of a card that takes the focus: a line above it, unless it is the first; a ring while it
 * has the focus; and a menu of its own, by mouse or by the menu key.
 */
class ListRow : public QWidget
{
    Q_OBJECT

public:
    explicit ListRow(QWidget *parent);

signals:
    void menuRequested(const QPoint &place); ///< of the screen

protected:
    /** Below which part the menu opens that was asked for by key. */
    void setMenuAnchor(QWidget *anchor) { m_anchor = anchor; }
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QWidget *m_anchor;
};

} // namespace portico::app
