// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/statedot.h"

#include "app/style/colours.h"
#include "app/style/metrics.h"

#include <QPainter>
#include <QPainterPath>

namespace portico::app {

namespace {

constexpr int kSide = 14; ///< of usual text

} // namespace

void drawStateDot(QPainter *painter, const QRectF &rect, SessionState state,
                  const QPalette &palette)
{
    const Colours &c = coloursOf(palette);
    const QRectF inner = rect.adjusted(1.5, 1.5, -1.5, -1.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    switch (state) {
    case SessionState::Stopped:
        painter->setPen(QPen(c.stopped, 1.5));
        painter->drawEllipse(inner);
        break;
    case SessionState::Starting:
        painter->setPen(QPen(c.busy, 2, Qt::SolidLine, Qt::RoundCap));
        painter->drawArc(inner, 90 * 16, -270 * 16);
        break;
    case SessionState::Ready:
        painter->setPen(Qt::NoPen);
        painter->setBrush(c.ready);
        painter->drawEllipse(rect.adjusted(1, 1, -1, -1));
        break;
    case SessionState::Stopping:
        painter->setPen(QPen(c.busy, 1.5));
        painter->drawEllipse(inner);
        painter->setBrush(c.busy);
        painter->setPen(Qt::NoPen);
        painter->drawChord(inner, 180 * 16, 180 * 16);
        break;
    case SessionState::Crashed: {
        QPainterPath triangle(QPointF(rect.center().x(), rect.top() + 1));
        triangle.lineTo(rect.right() - 0.5, rect.bottom() - 1.5);
        triangle.lineTo(rect.left() + 0.5, rect.bottom() - 1.5);
        triangle.closeSubpath();
        painter->setPen(QPen(c.crashed, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(c.crashed);
        painter->drawPath(triangle);
        break;
    }
    }
    painter->restore();
}

StateDot::StateDot(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(sizeHint());
}

QSize StateDot::sizeHint() const
{
    return {withText(kSide), withText(kSide)};
}

void StateDot::setState(SessionState state)
{
    m_state = state;
    update();
}

void StateDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawStateDot(&painter, QRectF(rect()), m_state, palette());
}

} // namespace portico::app
