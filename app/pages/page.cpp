// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/page.h"

#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/helplink.h"
#include "app/widgets/taborder.h"
#include "app/widgets/wraprow.h"

#include <QGuiApplication>
#include <QLabel>
#include <QPainter>
#include <QResizeEvent>
#include <QStyleOptionFocusRect>
#include <QVBoxLayout>
#include <QWindow>

namespace portico::app {

namespace {

constexpr int kWidestColumn = 860; // lines longer than this are hard to read

} // namespace

Page::Page(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto *content = new QWidget(this);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(space::kHuge, space::kLarge, space::kHuge, space::kHuge);
    m_column->setSpacing(space::kSmall);
    setWidget(content);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
}

/** Qt scrolls to what Tab reaches, not to what a letter with Alt does. A click stays where it is.
 */
void Page::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    const QWindow *const place = window()->windowHandle();
    if (!place)
        return;
    disconnect(m_focus);
    m_focus = connect(place, &QWindow::focusObjectChanged, this, [this](QObject *object) {
        auto *const now = qobject_cast<QWidget *>(object);
        if (now && widget()->isAncestorOf(now) && QGuiApplication::mouseButtons() == Qt::NoButton)
            scrollTo(now);
    });
}

/** The arrow keys scroll a page that has the focus, so that it shows that it has it. */
void Page::paintEvent(QPaintEvent *event)
{
    QScrollArea::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(viewport());
    QStyleOptionFocusRect focus;
    focus.initFrom(this);
    focus.rect =
        viewport()->rect().adjusted(space::kTight, space::kTight, -space::kTight, -space::kTight);
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
}

void Page::focusInEvent(QFocusEvent *event)
{
    QScrollArea::focusInEvent(event);
    viewport()->update();
}

void Page::focusOutEvent(QFocusEvent *event)
{
    QScrollArea::focusOutEvent(event);
    viewport()->update();
}

void Page::resizeEvent(QResizeEvent *event)
{
    const int spare = qMax(0, viewport()->width() - 2 * space::kHuge - withText(kWidestColumn));
    m_column->setContentsMargins(space::kHuge, space::kLarge, space::kHuge + spare, space::kHuge);
    QScrollArea::resizeEvent(event);
}

void Page::addTitle(const QString &title, const QString &subtitle)
{
    setAccessibleName(title);
    auto *label = makeLabel(title, TextRole::Title, widget());
    label->setMinimumHeight(controlHeight() + 4);
    m_column->addWidget(label);
    if (!subtitle.isEmpty()) {
        QLabel *words = makeSentence(subtitle, TextRole::Body, widget());
        words->setForegroundRole(QPalette::PlaceholderText);
        m_column->addWidget(words);
    }
}

QVBoxLayout *Page::addSection(const QString &heading)
{
    if (m_column->count() > 0)
        m_column->addSpacing(space::kMedium);
    m_column->addWidget(makeLabel(heading, TextRole::Heading, widget()));
    return addCard(heading);
}

QVBoxLayout *Page::addSection(const QString &heading, Topic topic)
{
    if (m_column->count() > 0)
        m_column->addSpacing(space::kMedium);
    auto *row = new WrapRow;
    row->addWidget(makeLabel(heading, TextRole::Heading, widget()), 1);
    row->addWidget(makeHelpLink(topic, widget()));
    m_column->addLayout(row);
    return addCard(heading);
}

QVBoxLayout *Page::addCard(const QString &heading)
{
    auto *card = new Card(CardTone::Plain, widget());
    card->setAccessibleName(heading);
    m_column->addWidget(card);
    return card->content();
}

void Page::addStretch()
{
    m_column->addStretch(1);
}

} // namespace portico::app
