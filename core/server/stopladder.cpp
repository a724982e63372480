// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/stopladder.h"

namespace portico {

using namespace std::chrono_literals;

namespace {

constexpr auto checkInterval = 40ms;

} // namespace

StopLadder::StopLadder(ComfyProcess &process, const SessionLimits &limits, QObject *parent)
    : QObject(parent)
    , m_process(process)
    , m_limits(limits)
{
    m_timer.setInterval(checkInterval);
    connect(&m_timer, &QTimer::timeout, this, &StopLadder::check);
}

void StopLadder::climbTo(Step step)
{
    if (isClimbing() && step <= m_step)
        return;
    m_timer.start();
    take(step);
}

void StopLadder::take(Step step)
{
    m_step = step;
    m_isInterruptedAgain = false;
    m_sinceStep.start();
    ProcessTree &tree = m_process.tree();
    switch (step) {
    case Step::Interrupt:
        tree.interrupt();
        break;
    case Step::Terminate:
        tree.terminate();
        break;
    case Step::Kill:
        tree.kill();
        break;
    }
    emit stepTaken(step);
}

std::chrono::milliseconds StopLadder::deadline() const
{
    switch (m_step) {
    case Step::Interrupt:
        return m_process.isRunning() ? m_limits.interrupt : 0ms;
    case Step::Terminate:
        return m_process.isRunning() ? m_limits.terminate
                                     : std::min(m_limits.terminate, m_limits.leftovers);
    case Step::Kill:
        return m_limits.kill;
    }
    Q_UNREACHABLE();
}

void StopLadder::check()
{
    const QList<qint64> survivors = m_process.tree().survivors();
    const bool isGone = survivors.isEmpty() && !m_process.isRunning();
    const bool isOver = std::chrono::milliseconds(m_sinceStep.elapsed()) >= deadline();
    if (isGone || (m_step == Step::Kill && isOver)) {
        m_timer.stop();
        emit finished(survivors);
    } else if (m_step == Step::Kill) {
        m_process.tree().kill(); // what was forked meanwhile
    } else if (isOver) {
        take(m_step == Step::Interrupt ? Step::Terminate : Step::Kill);
    } else if (m_step == Step::Interrupt) {
        interruptAgain();
    }
}

void StopLadder::interruptAgain()
{
    const bool isTime = std::chrono::milliseconds(m_sinceStep.elapsed()) >= deadline() / 2;
    if (m_isInterruptedAgain || !isTime)
        return;
    m_isInterruptedAgain = true;
    m_process.tree().interrupt();
}

} // namespace portico
