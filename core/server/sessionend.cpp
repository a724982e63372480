// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// How a session ends: the ladder, the wait for the port, and the judgement of what happened.
#include "core/platform/hostos.h"
#include "core/server/portcheck.h"
#include "core/server/session.h"
#include "core/server/sessionerrors.h"

#include <QCoreApplication>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Session)
};

constexpr int lastLineCount = 50;

} // namespace

void Session::climb(StopLadder::Step step, AfterEnd after)
{
    if (!apply(SessionEvent::StopRequested))
        return;
    m_afterEnd = after;
    m_probe.stop();
    const QList<Job *> jobs = m_jobs.jobs();
    for (Job *job : jobs)
        job->cancel();
    if (m_process.isRunning() || m_ladder.isClimbing())
        m_ladder.climbTo(step);
    emit statusChanged();
}

void Session::onStep(StopLadder::Step step)
{
    if (m_status.state != SessionState::Stopping)
        return;
    switch (step) {
    case StopLadder::Step::Interrupt:
        setActivity(Text::tr("Asking ComfyUI to finish"));
        break;
    case StopLadder::Step::Terminate:
        setActivity(Text::tr("Asking again, more firmly"));
        break;
    case StopLadder::Step::Kill:
        setActivity(Text::tr("Ending it by force"));
        break;
    }
    m_log.say(LogLevel::Info, m_status.activity);
}

void Session::onProgramEnded(const ExitFacts &exit)
{
    m_probe.stop();
    m_tick.stop();
    m_exit = exit;
    m_log.endStreams();
    m_log.mark({.kind = SessionMark::Kind::End, .exit = exit, .why = whyItEnds()});
    m_log.say(LogLevel::Info, Text::tr("ComfyUI has ended: %1").arg(exitText(exit, hostOs())));
    if (m_ladder.isClimbing())
        return; // it looks after the rest
    if (m_process.isGone())
        return onTreeGone({});
    m_ladder.climbTo(StopLadder::Step::Terminate);
}

SessionMark::Why Session::whyItEnds() const
{
    switch (m_afterEnd) {
    case AfterEnd::Judge:
        return SessionMark::Why::Itself;
    case AfterEnd::Stop:
    case AfterEnd::Restart:
        return SessionMark::Why::Asked;
    case AfterEnd::Fail:
        return SessionMark::Why::NeverReady;
    }
    Q_UNREACHABLE();
}

void Session::onTreeGone(const QList<qint64> &survivors)
{
    m_status.processId = 0;
    if (!survivors.isEmpty()) {
        m_failure = survivorError(survivors);
        m_afterEnd = AfterEnd::Fail;
    }
    m_sinceEnd.start();
    m_portTimer.start();
    waitForPort();
}

void Session::waitForPort()
{
    const bool isFree = m_status.port == 0 || canBind(m_status.port);
    const bool isStop = m_afterEnd == AfterEnd::Stop;
    const auto limit = isStop ? m_setup.limits.portFree : m_setup.limits.portLinger;
    if (!isFree && std::chrono::milliseconds(m_sinceEnd.elapsed()) < limit)
        return;
    m_portTimer.stop();
    if (!isFree)
        m_log.say(LogLevel::Warning, portBusyError(*makeHost(), m_status.port).message);
    concludeEnd();
}

void Session::concludeEnd()
{
    if (m_exit && !m_exit->bySignal)
        m_status.exitCode = m_exit->code;
    m_status.exitText = m_exit ? exitText(*m_exit, hostOs()) : QString();
    switch (m_afterEnd) {
    case AfterEnd::Judge:
        return judgeEnd();
    case AfterEnd::Stop:
        m_crashes.forget();
        return conclude(SessionEvent::Ended);
    case AfterEnd::Restart:
        if (apply(SessionEvent::Restarted)) {
            ++m_status.restarts;
            begin(m_request);
        }
        return;
    case AfterEnd::Fail:
        return crash(*m_failure);
    }
}

/** It ended by itself: a restart by the Manager, a quiet end, or a crash. */
void Session::judgeEnd()
{
    const bool isQuiet = m_exit && !m_exit->bySignal && m_exit->code == 0;
    if (isQuiet && takeRestartMarker())
        return restartForManager();
    if (isQuiet && m_status.state == SessionState::Ready)
        return conclude(SessionEvent::Ended);
    m_crashes.recordCrash(QDateTime::currentDateTimeUtc());
    crash(endedError(exitText(m_exit.value_or(ExitFacts()), hostOs()), m_status.state));
}

void Session::restartForManager()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_managerRestarts.append(now);
    m_managerRestarts.removeIf(
        [&](const QDateTime &time) { return time.msecsTo(now) > m_setup.limits.window.count(); });
    if (m_managerRestarts.size() > m_setup.limits.managerRestarts)
        return crash(managerLoopError(m_managerRestarts.size()));
    if (!apply(SessionEvent::Restarted))
        return;
    ++m_status.restarts;
    m_log.say(LogLevel::Info, Text::tr("ComfyUI-Manager asked for a restart."));
    begin(m_request);
}

void Session::crash(const Error &error)
{
    m_probe.stop();
    m_tick.stop();
    if (!apply(SessionEvent::Failed))
        return;
    m_status.processId = 0;
    m_status.failure = error;
    m_status.lastLines = m_log.ring().comfyTail(lastLineCount);
    m_log.say(LogLevel::Error, error.message);
    m_log.flush();
    setActivity({});
}

/** It is over, as it should be. */
void Session::conclude(SessionEvent event)
{
    if (!apply(event))
        return;
    m_status.processId = 0;
    m_log.flush();
    setActivity({});
}

} // namespace portico
