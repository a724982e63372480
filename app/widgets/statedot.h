// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/sessionstatus.h"

#include <QWidget>

namespace portico::app {

/** Draws a session's state as a shape: ring, arc, disc, half disc, triangle; colour comes second.
 */
void drawStateDot(QPainter *painter, const QRectF &rect, SessionState state,
                  const QPalette &palette);

/** The shape as a control of its own. */
class StateDot final : public QWidget
{
    Q_OBJECT

public:
    explicit StateDot(QWidget *parent = nullptr);
    void setState(SessionState state);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SessionState m_state = SessionState::Stopped;
};

} // namespace portico::app
