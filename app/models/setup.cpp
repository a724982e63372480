// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/setup.h"

#include "app/models/texts.h"
#include "app/services.h"
#include "core/jobs/jobrunner.h"
#include "core/repair/probeinstall.h"
#include "core/server/portcheck.h"
#include "core/settings/settingsstore.h"

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

using Work = std::function<Result<Install>(const JobContext &)>;

constexpr quint16 kUsualPort = 8188;

/** The usual port may be held by something that is no install: what is started at once gets one
 *  that is free. May block. */
template <typename Request>
Request withFreePort(Request request, AfterSetUp after)
{
    if (after == AfterSetUp::Start && !request.port && !isPortFree(kUsualPort)) {
        if (const auto next = nextFreePort(kUsualPort))
            request.port = *next;
    }
    return request;
}

Work makeOf(const SetUpPlan &plan, const Services &services)
{
    if (const auto *entry = std::get_if<InstallEntryRequest>(&plan.what))
        return [add = services.add(), request = *entry, after = plan.after](const JobContext &job) {
            return installEntry(add, withFreePort(request, after), job);
        };
    if (const auto *compose = std::get_if<ComposeRequest>(&plan.what))
        return [parts = services.compose(), request = *compose,
                after = plan.after](const JobContext &job) {
            return composeInstall(parts, withFreePort(request, after), job);
        };
    return [add = services.add(), request = std::get<AddRequest>(plan.what)](
               const JobContext &job) { return addBundle(add, request, job); };
}

/** Ends with one computation on the device: its sentence is in the job's log. */
Work workOf(const SetUpPlan &plan, const Services &services)
{
    return [make = makeOf(plan, services), library = services.library(),
            &processes = services.processes()](const JobContext &job) {
        Result<Install> install = make(job);
        if (install)
            logProbe(probeAfterwards(library, *install, processes, job), job);
        return install;
    };
}

} // namespace

QString SetUpPlan::title() const
{
    if (const auto *entry = std::get_if<InstallEntryRequest>(&what))
        return entry->name.isEmpty() ? entry->entry.name : entry->name;
    if (const auto *compose = std::get_if<ComposeRequest>(&what)) {
        if (!compose->name.isEmpty())
            return compose->name;
        return SetUp::tr("ComfyUI with %1", "an accelerator")
            .arg(acceleratorText(compose->accelerator.accelerator.text()));
    }
    const auto &add = std::get<AddRequest>(what);
    return add.name.isEmpty() ? suggestedName(add.source) : add.name;
}

QString SetUpPlan::mark() const
{
    if (const auto *entry = std::get_if<InstallEntryRequest>(&what))
        return entry->entry.id;
    return std::holds_alternative<ComposeRequest>(what) ? composeMark() : QString();
}

QString composeMark()
{
    return u"compose"_s;
}

SetUp::SetUp(const Services &services, SettingsStore &settings, JobRunner &jobs, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_settings(settings)
    , m_jobs(jobs)
{ }

void SetUp::begin(const SetUpPlan &plan)
{
    m_plan = plan;
    m_failure.reset();
    m_settings.set(settings::kUnfinishedSetUp, plan.mark());
    const int turn = ++m_turn;
    m_job = &m_jobs.start<Install>(
        {.title = tr("Set up %1").arg(plan.title()), .exclusiveKey = {}}, workOf(plan, m_services),
        this, [this, plan, turn](const Result<Install> &install) { take(install, plan, turn); });
    emit changed();
}

void SetUp::goOn()
{
    if (m_plan && !isRunning())
        begin(SetUpPlan(*m_plan));
}

bool SetUp::isRunning() const
{
    return m_job && !m_job->isFinished();
}

QString SetUp::unfinishedMark() const
{
    return m_settings.get(settings::kUnfinishedSetUp);
}

void SetUp::forgetUnfinished()
{
    m_settings.reset(settings::kUnfinishedSetUp);
}

void SetUp::take(const Result<Install> &install, const SetUpPlan &plan, int turn)
{
    if (install && plan.mark() == unfinishedMark())
        forgetUnfinished();
    if (turn == m_turn) {
        m_job = nullptr;
        if (install)
            m_plan.reset();
        else
            m_failure = install.error();
    }
    if (install)
        emit finished(*install, plan.after);
    emit changed();
}

} // namespace portico::app
