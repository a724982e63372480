// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/runrepair.h"

#include "core/installs/datalayout.h"
#include "core/installs/installfile.h"
#include "core/installs/statekeeper.h"
#include "core/io/filelock.h"
#include "core/io/journal.h"
#include "core/platform/host.h"
#include "core/repair/backup.h"
#include "core/repair/probeinstall.h"
#include "core/repair/repairparts.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairRun)
};

/** Which steps of a plan are carried out. */
enum class Scope { Everything, Drift };

QString probeStep()
{
    return Text::tr("Compute on the device");
}

QString startStep()
{
    return Text::tr("Start ComfyUI");
}

QString checkStep()
{
    return Text::tr("Check the packages");
}

Error readOnlyError(const Install &install)
{
    return {.code = ErrorCode::ReadOnly,
            .message =
                Text::tr("“%1” was made by a newer version of Portico and cannot be changed here.")
                    .arg(install.name),
            .nextStep = Text::tr("Update Portico."),
            .detail = {}};
}

/** One repair from its lock to its verdict. */
class RepairRun
{
public:
    RepairRun(const RepairServices &services, const RepairRequest &request, Scope scope,
              const ComputerSource &computer, const JobContext &job)
        : m_services(services)
        , m_request(request)
        , m_scope(scope)
        , m_computer(computer)
        , m_job(job)
    { }

    Result<RepairOutcome> run();

private:
    Result<> setApart();
    Result<> plan();
    void announce() const;
    bool isWanted(const RepairStep &step) const;
    Result<> carryOut();
    Result<> carryOut(const RepairStep &step, const RepairWork &work) const;
    void finishBackup() const;
    Result<> look();
    Result<> start();
    void begin(const QString &step) const;

    const RepairServices &m_services;
    const RepairRequest &m_request;
    const Scope m_scope;
    const ComputerSource &m_computer;
    const JobContext &m_job;
    Install m_install;
    RepairOutcome m_outcome;
};

void RepairRun::begin(const QString &step) const
{
    m_job.report({.step = step, .done = 0, .total = -1, .unit = ProgressUnit::Items});
}

bool RepairRun::isWanted(const RepairStep &step) const
{
    if (step.act == RepairAct::ClearPending)
        return m_scope == Scope::Everything && m_request.pending == PendingWork::Clear;
    if (step.act == RepairAct::PutBackEdits)
        return m_scope == Scope::Everything && m_request.edits == HandEdits::PutBack;
    return m_scope == Scope::Everything || step.act == RepairAct::PutBackBase
        || step.act == RepairAct::RenewView;
}

Result<> RepairRun::plan()
{
    const Result<Install> install = loadInstall(m_services.library, m_request.install);
    if (!install)
        return install.error();
    m_install = *install;
    if (m_install.isReadOnly())
        return readOnlyError(m_install);
    const Result<RepairPlan> plan = planRepair(m_services, m_install, m_computer, m_job);
    if (!plan)
        return plan.error();
    m_outcome.plan = *plan;
    return {};
}

void RepairRun::announce() const
{
    QStringList steps;
    for (const RepairStep &step : m_outcome.plan.steps) {
        if (isWanted(step))
            steps += step.title;
    }
    if (m_scope == Scope::Everything) {
        steps += probeStep();
        if (m_request.start == FinalStart::Start)
            steps += startStep();
    }
    m_job.announce(steps + QStringList{checkStep()});
}

Result<> RepairRun::carryOut(const RepairStep &step, const RepairWork &work) const
{
    switch (step.act) {
    case RepairAct::PutBackBase:
        return runPutBackBase(work, step.title);
    case RepairAct::RebuildLayer:
        return runRebuildLayer(work, step.title);
    case RepairAct::RenewView:
        return runRenewView(work, step.title);
    case RepairAct::RemoveLeftovers:
        return runRemoveLeftovers(work, step.title);
    case RepairAct::ReinstallTorch:
    case RepairAct::ReinstallPackages:
        return runReinstall(work, step);
    case RepairAct::KeepOneProvider:
        return runKeepOneProvider(work, step);
    case RepairAct::PutBackPack:
    case RepairAct::PutBackEdits:
        return runPutBackPack(work, step);
    case RepairAct::MeetPackNeeds:
        return runMeetPackNeeds(work);
    case RepairAct::RepairEnvironments:
        return runRepairEnvironments(work, step);
    case RepairAct::ClearPending:
        return runClearPending(work);
    }
    return {};
}

Result<> RepairRun::carryOut()
{
    const bool hasWork = std::any_of(m_outcome.plan.steps.begin(), m_outcome.plan.steps.end(),
                                     [this](const RepairStep &step) { return isWanted(step); });
    if (!hasWork && !m_outcome.plan.isUnfinished)
        return {};
    auto journal = Journal(m_services.library.journal())
                       .begin(kRepairOperation, {{u"install"_s, m_install.id.toString()}});
    if (!journal)
        return journal.error();
    const RepairWork work{m_services, m_install,
                          m_computer, keptFolder(m_services.library, m_install.id),
                          m_job,      m_outcome};
    for (const RepairStep &step : m_outcome.plan.steps) {
        if (!isWanted(step))
            continue;
        begin(step.title);
        const Result<> done = carryOut(step, work);
        if (!done && endsRepair(done.error()))
            return done; // the journal's entry stays: the next run goes on
        if (!done)
            m_outcome.notDone += done.error().message;
    }
    if (QFileInfo::exists(work.kept) && m_outcome.backup.isEmpty())
        m_outcome.backup = work.kept;
    if (m_install.isAdopted())
        finishBackup();
    const Result<> finished = journal->finish();
    if (!finished)
        m_job.log(finished.error().message);
    forgetUnfinishedRepairs(m_services.library, m_install.id, m_job);
    pruneKept(m_services.library, m_install.id, m_job);
    return {};
}

void RepairRun::finishBackup() const
{
    auto backup = Backup::newest(m_services.library, m_install.id);
    const Result<> finished = backup ? backup->finish() : Result<>();
    if (!finished)
        m_job.log(finished.error().message);
}

Result<> RepairRun::look()
{
    if (const Result<Install> now = loadInstall(m_services.library, m_install.id))
        m_install = *now; // another view
    if (m_scope == Scope::Everything) {
        begin(probeStep());
        const Result<TorchProbe> probe =
            probeInstall(m_services.library, m_install, m_services.processes, m_job);
        if (!probe && probe.error().code == ErrorCode::Cancelled)
            return probe.error();
        if (probe)
            m_outcome.probe = *probe;
        else
            m_outcome.notDone += probe.error().message;
    } else {
        m_outcome.probe =
            probeAfterwards(m_services.library, m_install, m_services.processes, m_job);
    }
    begin(checkStep());
    const Result<Verdict> verdict =
        verifyInstall(m_services.library, m_install, m_services.host.os(), m_computer, m_job);
    if (!verdict && verdict.error().code == ErrorCode::Cancelled)
        return verdict.error();
    if (verdict)
        m_outcome.verdict = *verdict;
    else
        m_outcome.notDone += verdict.error().message;
    return {};
}

Result<> RepairRun::start()
{
    begin(startStep());
    const Result<> started = startOnce(m_services, m_install.id, m_job);
    if (!started && started.error().code == ErrorCode::Cancelled)
        return started;
    m_outcome.hasStarted = bool(started);
    if (!started)
        m_outcome.startFailure = started.error();
    return {};
}

/** Files are put back where the manifest says, not through links of the classic layout; the next
 *  start makes these anew. */
Result<> RepairRun::setApart()
{
    const Result<Install> install = loadInstall(m_services.library, m_request.install);
    return install ? setFoldersApart(m_services.library, *install, m_job)
                   : Result<>(install.error());
}

Result<RepairOutcome> RepairRun::run()
{
    {
        // No session begins while files change; the start at the end needs it free again.
        const auto lock = FileLock::tryLock(m_services.library.sessionLock(m_request.install),
                                            Text::tr("repairing it"));
        if (!lock)
            return lock.error();
        const Result<> apart = setApart();
        if (!apart)
            return apart.error();
        const Result<> planned = plan();
        if (!planned)
            return planned.error();
        announce();
        const Result<> carried = carryOut();
        if (!carried)
            return carried.error();
        const Result<> looked = look();
        if (!looked)
            return looked.error();
    }
    if (m_scope == Scope::Everything && m_request.start == FinalStart::Start) {
        const Result<> started = start();
        if (!started)
            return started.error();
    }
    return m_outcome;
}

} // namespace

Result<RepairOutcome> runRepair(const RepairServices &services, const RepairRequest &request,
                                const ComputerSource &computer, const JobContext &job)
{
    const Result<Install> install = loadInstall(services.library, request.install);
    if (!install) // before a lock file is made for an install that is not there
        return install.error();
    const Result<> kept = keepState(services.nodes.keeper.get(), *install, KeepReason::Repair, job);
    if (!kept)
        return kept.error();
    return RepairRun(services, request, Scope::Everything, computer, job).run();
}

Result<RepairOutcome> putBack(const RepairServices &services, const InstallId &install,
                              const JobContext &job)
{
    const Result<Install> found = loadInstall(services.library, install);
    if (!found)
        return found.error();
    const ComputerSource computer = [](const JobContext &) { return Computer{}; };
    return RepairRun(services, {.install = install, .start = FinalStart::Skip}, Scope::Drift,
                     computer, job)
        .run();
}

} // namespace portico
