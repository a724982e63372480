// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/install.h"
#include "core/server/sessionstatus.h"

#include <QToolButton>

namespace portico::app {

/** What a press or a choice of the button's menu asks for. */
enum class StartAct {
    Start,
    StartAndOpen,
    SafeStart,
    FindGuilty, ///< the node pack that keeps it from working
    Stop,
    Restart,
    EndAtOnce,
    KeepRunning
};

/**
 * The big button. It always says what a press will do: what the person chose last while nothing
 * runs, Stop while something does. Its menu holds the other ways.
 */
class StartButton final : public QToolButton
{
    Q_OBJECT

public:
    explicit StartButton(QWidget *parent = nullptr);

    void setSituation(const SessionStatus &status, StartBehaviour behaviour);
    QSize sizeHint() const override;

signals:
    void chosen(portico::app::StartAct act);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void rebuildMenu(const SessionStatus &status);
    void addAct(const QString &text, StartAct act);

    StartAct m_act = StartAct::Start;
    SessionState m_state = SessionState::Stopped;
    SessionMode m_mode = SessionMode::Attached;
};

} // namespace portico::app
