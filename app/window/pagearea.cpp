// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/window/pagearea.h"

#include "app/pages/installpage.h"

#include <QEvent>
#include <QStackedWidget>

#include <algorithm>

namespace portico::app {

PageArea::PageArea(QStackedWidget *pages, QWidget *parent)
    : QScrollArea(parent)
    , m_pages(pages)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // it scrolls to the controls
    setWidget(pages);
    pages->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    pages->installEventFilter(this);
    connect(pages, &QStackedWidget::currentChanged, this, &PageArea::fit);
}

void PageArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

bool PageArea::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        QMetaObject::invokeMethod(this, &PageArea::fit, Qt::QueuedConnection);
    return QScrollArea::eventFilter(watched, event);
}

void PageArea::fit()
{
    const QWidget *page = m_pages->currentWidget();
    if (!page)
        return;
    QSize size = viewport()->size();
    size.setWidth(std::max(size.width(), page->minimumSizeHint().width()));
    if (const auto *install = qobject_cast<const InstallPage *>(page))
        size.setHeight(std::max(size.height(), install->leastHeight(size.width())));
    if (size != m_pages->size())
        m_pages->resize(size);
}

} // namespace portico::app
