// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/desktop/trayicon.h"

#include "app/style/icons.h"
#include "app/widgets/statedot.h"

#include <QGuiApplication>
#include <QPainter>

#include <array>

namespace portico::app {

namespace {

/** The corner is cleared around the shape, so that it is seen on any icon and any panel. */
QPixmap withState(int size, SessionState state)
{
    QPixmap pixmap = applicationIcon().pixmap(QSize(size, size), 1.0);
    const qreal side = size * 0.56;
    const QRectF corner(size - side, size - side, side, side);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QPalette palette = QGuiApplication::palette();
    painter.setBrush(palette.window());
    painter.drawEllipse(corner);
    const qreal scale = side * 0.8 / 14; // the shapes are drawn for 14 pixels
    painter.translate(corner.center());
    painter.scale(scale, scale);
    drawStateDot(&painter, QRectF(-7, -7, 14, 14), state, palette);
    return pixmap;
}

} // namespace

QIcon trayIcon(SessionState state)
{
    if (state == SessionState::Stopped)
        return applicationIcon();
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64})
        icon.addPixmap(withState(size, state));
    return icon;
}

SessionState moreUrgent(SessionState one, SessionState other)
{
    constexpr std::array kOrder{SessionState::Starting, SessionState::Stopping, SessionState::Ready,
                                SessionState::Crashed, SessionState::Stopped};
    for (const SessionState state : kOrder) {
        if (one == state || other == state)
            return state;
    }
    return SessionState::Stopped;
}

} // namespace portico::app
