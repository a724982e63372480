// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/session.h"

#include "core/installs/goodstart.h"
#include "core/net/bridgedenvironment.h"
#include "core/platform/hostos.h"
#include "core/server/portcheck.h"
#include "core/server/sessionerrors.h"
#include "core/server/startactivity.h"

#include <QCoreApplication>
#include <QFile>

namespace portico {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Session)
};

constexpr auto tickInterval = 2s;
constexpr auto portCheckInterval = 50ms;

QString restartMarker(const SessionSetup &setup)
{
    return setup.library.installFolder(setup.id) + u"/session"_s;
}

QString crashFile(const SessionSetup &setup)
{
    return setup.library.installFolder(setup.id) + u"/crashes.json"_s;
}

} // namespace

Session::Session(const SessionSetup &setup, ProcessTree &tree, QObject *parent)
    : QObject(parent)
    , m_setup(setup)
    , m_log(setup.library.logFolder(setup.id))
    , m_process(tree)
    , m_probe(setup.limits.poll)
    , m_ladder(m_process, m_setup.limits)
    , m_crashes(crashFile(setup), setup.limits.crashes, setup.limits.window)
{
    m_status.mode = setup.mode;
    m_status.serverProcessId = QCoreApplication::applicationPid();
    m_tick.setInterval(tickInterval);
    m_portTimer.setInterval(portCheckInterval);
    m_log.onLine = [this](const LogLine &line) { onLine(line); };
    connect(&m_process, &ComfyProcess::started, this, &Session::onStarted);
    connect(&m_process, &ComfyProcess::gaveOutput, &m_log, &SessionLog::take);
    connect(&m_process, &ComfyProcess::ended, this, &Session::onProgramEnded);
    connect(&m_process, &ComfyProcess::failedToStart, this,
            [this](const QString &reason) { crash(notStartedError(reason)); });
    connect(&m_probe, &ReadyProbe::ready, this, &Session::onReady);
    connect(&m_probe, &ReadyProbe::foreignAnswered, this, [this] {
        const Error error = portBusyError(*makeHost(), m_status.port);
        m_log.say(LogLevel::Warning, error.message);
        setActivity(error.message);
    });
    connect(&m_ladder, &StopLadder::stepTaken, this, &Session::onStep);
    connect(&m_ladder, &StopLadder::finished, this, &Session::onTreeGone);
    connect(&m_tick, &QTimer::timeout, this, &Session::checkSilence);
    connect(&m_portTimer, &QTimer::timeout, this, &Session::waitForPort);
}

Result<> Session::start(const StartRequest &request)
{
    if (!nextState(m_status.state, SessionEvent::Started))
        return alreadyRunningError(m_status.serverProcessId, m_status.port);
    apply(SessionEvent::Started);
    if (!request.withoutNodePacks && m_crashes.isLoop(QDateTime::currentDateTimeUtc())) {
        setActivity({});
        crash(crashLoopError(m_setup.limits.crashes));
        return {};
    }
    m_status.restarts = 0;
    begin(request);
    return {};
}

void Session::begin(const StartRequest &request)
{
    m_request = request;
    m_afterEnd = AfterEnd::Judge;
    m_exit.reset();
    m_status.failure.reset();
    m_status.exitCode.reset();
    m_status.exitText.clear();
    m_status.lastLines.clear();
    m_status.ready = {};
    m_status.isSafe = request.withoutNodePacks;
    m_status.started = QDateTime::currentDateTimeUtc();
    setActivity(Text::tr("Preparing"));
    const QString marker = restartMarker(m_setup);
    takeRestartMarker();
    m_jobs.start<StartPlan>(
        {},
        [setup = m_setup, bridged = withBridge(request), marker](const JobContext &job) {
            return planStart(setup.library, setup.id, bridged, setup.token, marker, job);
        },
        this, [this](const Result<StartPlan> &plan) { launch(plan); });
}

/** Python knows SOCKS only with a package that ComfyUI may not have: it is led there. */
StartRequest Session::withBridge(const StartRequest &request)
{
    m_bridge.reset();
    StartRequest bridged = request;
    Result<BridgedEnvironment> network = bridgedEnvironment(request.network);
    if (network) {
        bridged.network = network->environment;
        m_bridge = std::move(network->bridge);
    } else {
        m_log.say(LogLevel::Warning, network.error().message);
    }
    return bridged;
}

void Session::launch(const Result<StartPlan> &plan)
{
    m_jobs.clearFinished();
    if (m_status.state == SessionState::Stopping)
        return concludeEnd(); // stopped while it was being prepared
    if (!plan)
        return crash(plan.error());
    m_status.port = plan->port;
    m_status.url = plan->url;
    m_request.port = plan->port; // a restart keeps it
    m_log.say(LogLevel::Info, Text::tr("Starting: %1").arg(displayText(plan->command, hostOs())));
    m_log.mark({.kind = SessionMark::Kind::Start,
                .port = plan->port,
                .isSafe = m_request.withoutNodePacks});
    setActivity(Text::tr("Starting Python"));
    m_loadsAllPacks = !plan->ownArguments.contains("--disable-all-custom-nodes"_L1);
    m_sinceLine.start();
    m_tick.start();
    m_probe.start(*plan);
    m_process.start(plan->command);
}

void Session::onStarted()
{
    m_status.processId = m_process.processId();
    emit statusChanged();
}

void Session::onLine(const LogLine &line)
{
    m_sinceLine.start();
    if (tellsFailedPack(line.text))
        m_loadsAllPacks = false;
    if (m_status.state != SessionState::Starting || line.stream == LogStream::Portico)
        return;
    if (const std::optional<QString> activity = startActivity(line.text))
        setActivity(*activity);
}

void Session::onReady(const ServerFacts &facts)
{
    if (!m_process.isRunning() || !apply(SessionEvent::BecameReady))
        return;
    m_status.ready = QDateTime::currentDateTimeUtc();
    m_log.mark({.kind = SessionMark::Kind::Ready});
    m_status.comfyVersion = facts.comfyVersion;
    m_status.device = facts.device;
    setActivity({});
    m_log.say(LogLevel::Info, Text::tr("ComfyUI is ready at %1").arg(m_status.url.toString()));
    if (!m_loadsAllPacks)
        return;
    const auto noted = noteGoodStart(m_setup.library, m_setup.id, m_status.ready);
    if (!noted)
        m_log.say(LogLevel::Warning, noted.error().message);
}

void Session::checkSilence()
{
    m_process.tree().note();
    const bool isTooSilent = m_status.state == SessionState::Starting
        && std::chrono::milliseconds(m_sinceLine.elapsed()) > m_setup.limits.silence;
    if (!isTooSilent)
        return;
    m_failure = silentError(m_setup.limits.silence);
    m_log.say(LogLevel::Error, m_failure->message);
    climb(StopLadder::Step::Interrupt, AfterEnd::Fail);
}

void Session::stop()
{
    if (m_status.state == SessionState::Stopping) {
        m_afterEnd = AfterEnd::Stop;
        return;
    }
    if (m_status.state == SessionState::Crashed)
        return conclude(SessionEvent::StopRequested);
    if (m_status.state == SessionState::Ready)
        m_probe.askToFinish(m_status.url);
    climb(StopLadder::Step::Interrupt, AfterEnd::Stop);
}

void Session::kill()
{
    if (m_status.state == SessionState::Crashed)
        return conclude(SessionEvent::StopRequested);
    climb(StopLadder::Step::Kill, AfterEnd::Stop);
}

void Session::restart()
{
    if (m_status.state == SessionState::Stopped || m_status.state == SessionState::Crashed) {
        (void)start(m_request); // cannot be busy
        return;
    }
    if (m_status.state == SessionState::Ready)
        m_probe.askToFinish(m_status.url);
    climb(StopLadder::Step::Interrupt, AfterEnd::Restart);
}

void Session::setMode(SessionMode mode)
{
    if (m_status.mode == mode)
        return;
    m_status.mode = mode;
    emit statusChanged();
}

bool Session::apply(SessionEvent event)
{
    const std::optional<SessionState> next = nextState(m_status.state, event);
    if (next)
        m_status.state = *next;
    return next.has_value();
}

void Session::setActivity(const QString &activity)
{
    m_status.activity = activity;
    emit statusChanged();
}

bool Session::takeRestartMarker() const
{
    return QFile::remove(restartMarker(m_setup) + u".reboot"_s);
}

} // namespace portico
