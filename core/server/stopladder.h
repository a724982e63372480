// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/comfyprocess.h"
#include "core/server/sessionlimits.h"

#include <QElapsedTimer>
#include <QTimer>

namespace portico {

/**
 * Ends ComfyUI and all it started: interrupt, terminate, kill, each with a deadline. When ComfyUI
 * itself is gone and something else still lives, it does not wait for the interrupt's deadline.
 * Halfway to it ComfyUI is interrupted once more, as a person presses Ctrl+C again: 0.3.64 says
 * "Stopped server" after the first and then waits for its threads until the second.
 */
class StopLadder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StopLadder)

public:
    enum class Step { Interrupt, Terminate, Kill };

    StopLadder(ComfyProcess &process, const SessionLimits &limits, QObject *parent = nullptr);

    /** Begins at that step, or goes on to it if it is further up than the present one. */
    void climbTo(Step step);
    bool isClimbing() const { return m_timer.isActive(); }
    Step step() const { return m_step; }

signals:
    void stepTaken(portico::StopLadder::Step step);
    /** Everything is gone, or `survivors` cannot be ended. */
    void finished(const QList<qint64> &survivors);

private:
    void take(Step step);
    void check();
    void interruptAgain();
    std::chrono::milliseconds deadline() const;

    ComfyProcess &m_process;
    const SessionLimits &m_limits;
    QTimer m_timer;
    QElapsedTimer m_sinceStep;
    Step m_step = Step::Interrupt;
    bool m_isInterruptedAgain = false;
};

} // namespace portico
