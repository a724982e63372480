// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/updates/tryworkflows.h"

#include "core/diagnosis/laststart.h"
#include "core/server/portcheck.h"
#include "core/server/runworkflow.h"
#include "core/server/sessioncontrol.h"
#include "core/updates/workflowplace.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTimer>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TryWorkflows)
};

/** Below those that systems give out by themselves, and beside those that installs are given. */
Result<quint16> someFreePort()
{
    return nextFreePort(static_cast<quint16>(QRandomGenerator::global()->bounded(20'000, 32'000)));
}

Error isLate(std::chrono::minutes limit)
{
    return {.code = ErrorCode::Timeout,
            .message = Text::tr("ComfyUI was not ready within %n minute(s).", nullptr,
                                static_cast<int>(limit.count())),
            .nextStep = Text::tr("Try again when the computer has less to do."),
            .detail = {}};
}

/** One ComfyUI of a trial, from its start to its end. */
class TrialSession
{
public:
    TrialSession(const WorkflowTrial &trial, const TrialInstall &place, const JobContext &job)
        : m_trial(trial)
        , m_place(place)
        , m_job(job)
    { }
    ~TrialSession() { end(); }
    Q_DISABLE_COPY_MOVE(TrialSession)

    Result<QUrl> start();
    void end();
    /** What its log tells beside the error itself. */
    Error explained(Error error) const;

private:
    const WorkflowTrial &m_trial;
    const TrialInstall &m_place;
    const JobContext &m_job;
    std::unique_ptr<SessionControl> m_control;
};

Result<QUrl> TrialSession::start()
{
    const Result<> chosen = m_place.chooseAllPacks();
    if (!chosen)
        return chosen.error();
    const Result<quint16> port = someFreePort();
    if (!port)
        return port.error();
    m_control = std::make_unique<SessionControl>(m_place.library(), m_place.id());
    CancelSource limit(m_job.cancel);
    QTimer timer; // fires in the loop in which the session is waited for
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&limit] { limit.cancel(); });
    timer.start(m_trial.readyLimit);
    const JobContext limited(
        limit.token(),
        {.steps = {}, .progress = {}, .log = [this](const QString &line) { m_job.log(line); }});
    const Result<SessionStatus> ready = m_control->start(
        {.port = *port, .useNextFreePort = true, .network = m_trial.network}, limited);
    if (ready)
        return ready->url;
    const bool wasLate = ready.error().code == ErrorCode::Cancelled && !m_job.isCancelled();
    return explained(wasLate ? isLate(m_trial.readyLimit) : ready.error());
}

/** An attached session ends with its last client; its folder goes when nobody writes there. */
void TrialSession::end()
{
    if (!m_control)
        return;
    if (!m_job.isCancelled()) {
        if (const Result<SessionStatus> stopped = m_control->stop(m_job); !stopped)
            m_job.log(stopped.error().message);
    }
    m_control.reset();
    constexpr int mostTries = 100;
    const QString lock = m_place.library().sessionLock(m_place.id());
    for (int i = 0; i < mostTries && FileLock::holder(lock); ++i)
        std::this_thread::sleep_for(50ms);
}

Error TrialSession::explained(Error error) const
{
    if (error.code == ErrorCode::Cancelled)
        return error;
    const Result<LastStart> told = readLastStart(m_place.library(), m_place.id(), m_job);
    if (told && !told->diagnoses.isEmpty()) {
        const Diagnosis &first = told->diagnoses.constFirst();
        error.message += u' ' + first.message;
        error.detail = (error.detail + u'\n' + first.evidence.join(u'\n')).trimmed();
    }
    return error;
}

Result<TriedWorkflow> tryOne(const TestWorkflow &workflow, const QUrl &server,
                             const WorkflowTrial &trial, const JobContext &job)
{
    job.log(Text::tr("Test workflow “%1”").arg(workflow.name));
    QElapsedTimer clock;
    clock.start();
    const Result<> done = runWorkflow(server, workflow.graph, trial.workflowLimit, job);
    if (!done && done.error().code == ErrorCode::Cancelled)
        return done.error();
    TriedWorkflow tried{.name = workflow.name, .took = std::chrono::milliseconds(clock.elapsed())};
    if (!done)
        tried.failure = done.error();
    return tried;
}

} // namespace

QString workflowStep()
{
    return Text::tr("Test workflows");
}

Result<QList<TriedWorkflow>> tryWorkflows(const WorkflowTrial &trial,
                                          const QList<TestWorkflow> &workflows,
                                          const JobContext &job)
{
    const auto tell = [&](qsizetype done) {
        job.report({.step = workflowStep(),
                    .done = done,
                    .total = workflows.size(),
                    .unit = ProgressUnit::Items});
    };
    tell(0);
    const Result<TrialInstall> place = workflowPlace(trial, job);
    if (!place)
        return place.error();
    TrialSession session(trial, *place, job);
    const Result<QUrl> server = session.start();
    if (!server)
        return server.error();
    QList<TriedWorkflow> tried;
    for (const TestWorkflow &workflow : workflows) {
        const Result<TriedWorkflow> one = tryOne(workflow, *server, trial, job);
        if (!one)
            return one.error();
        tried += *one;
        tell(tried.size());
        const bool isGone = one->failure && one->failure->code == ErrorCode::Network;
        if (!isGone)
            continue;
        tried.last().failure = session.explained(*one->failure);
        break; // nobody answers any more
    }
    return tried;
}

} // namespace portico
