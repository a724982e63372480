// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>

class QStackedWidget;

namespace portico::app {

/**
 * The place of the pages. Each page scrolls by itself what it can; where its fixed parts alone (a
 * header, tabs, rows of buttons) need more room than the window has, as with large text in a small
 * window, the page as a whole scrolls here. It has no scroll bar otherwise.
 */
class PageArea final : public QScrollArea
{
    Q_OBJECT

public:
    /** Takes the pages in. */
    PageArea(QStackedWidget *pages, QWidget *parent);

    QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();

    QStackedWidget *m_pages;
};

} // namespace portico::app
