// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/jobs/jobrunner.h"
#include "core/net/socksbridge.h"
#include "core/server/comfyprocess.h"
#include "core/server/crashhistory.h"
#include "core/server/readyprobe.h"
#include "core/server/sessionlimits.h"
#include "core/server/sessionlog.h"
#include "core/server/sessionstate.h"
#include "core/server/startplan.h"
#include "core/server/stopladder.h"

#include <QElapsedTimer>
#include <QObject>

namespace portico {

/** What a session is made of. */
struct SessionSetup
{
    Library library{QString()};
    InstallId id;
    QString token; ///< marks its processes
    SessionMode mode = SessionMode::Attached;
    SessionLimits limits;
};

/**
 * One install's ComfyUI from its start to its end, and its restarts: the state machine of
 * sessionstate.h with what drives it. Lives on the main thread of the session server; knows nothing
 * of clients. Everything that happens is told in status() and in the log.
 */
class Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    Session(const SessionSetup &setup, ProcessTree &tree, QObject *parent = nullptr);

    const SessionStatus &status() const { return m_status; }
    SessionLog &log() { return m_log; }

    /** Errors: Busy when it already runs. After too many crashes it becomes Crashed at once. */
    Result<> start(const StartRequest &request);
    /** Interrupt, terminate, kill. A crashed session becomes a stopped one. */
    void stop();
    /** The whole tree at once. */
    void kill();
    /** Stops, if it runs, and starts again on the same port. */
    void restart();
    void setMode(SessionMode mode);

signals:
    void statusChanged();

private:
    enum class AfterEnd { Judge, Stop, Restart, Fail };

    void begin(const StartRequest &request);
    StartRequest withBridge(const StartRequest &request);
    void launch(const Result<StartPlan> &plan);
    void onStarted();
    void onLine(const LogLine &line);
    void onReady(const ServerFacts &facts);
    void checkSilence();
    void climb(StopLadder::Step step, AfterEnd after);
    void onStep(StopLadder::Step step);
    void onProgramEnded(const ExitFacts &exit);
    SessionMark::Why whyItEnds() const;
    void onTreeGone(const QList<qint64> &survivors);
    void waitForPort();
    void concludeEnd();
    void judgeEnd();
    void conclude(SessionEvent event);
    void restartForManager();
    void crash(const Error &error);
    bool apply(SessionEvent event);
    void setActivity(const QString &activity);
    bool takeRestartMarker() const;

    const SessionSetup m_setup;
    SessionStatus m_status;
    SessionLog m_log;
    ComfyProcess m_process;
    ReadyProbe m_probe;
    StopLadder m_ladder;
    CrashHistory m_crashes;
    JobRunner m_jobs;
    QTimer m_tick;      ///< while it runs: silence, reaping
    QTimer m_portTimer; ///< after the end: until the port is free
    QElapsedTimer m_sinceEnd;
    QElapsedTimer m_sinceLine;
    StartRequest m_request;
    bool m_loadsAllPacks = true;           ///< none was left out, none failed
    std::unique_ptr<SocksBridge> m_bridge; ///< to a SOCKS proxy, while ComfyUI may use it
    AfterEnd m_afterEnd = AfterEnd::Judge;
    std::optional<Error> m_failure; ///< for AfterEnd::Fail
    std::optional<ExitFacts> m_exit;
    QList<QDateTime> m_managerRestarts;
};

} // namespace portico
