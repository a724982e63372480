// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/host.h"
#include "core/repair/repairparts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairPlan)
};

/** What the verdict finds although every file is as it was installed. */
void remarkOnOrigin(RepairPlan &plan)
{
    for (const Finding &finding : plan.verdict.findings) {
        if (finding.weight == Weight::Breaks)
            plan.remarks += Text::tr("%1 It was installed like this; repair gives back what was "
                                     "installed, and no more.")
                                .arg(finding.title);
    }
}

Result<> planOwn(const RepairServices &services, const Install &install, RepairPlan &plan,
                 const JobContext &job)
{
    const Result<> drift = planDrift(services, install, plan, job);
    if (!drift)
        return drift;
    const bool isBaseWhole = plan.isEmpty();
    const Result<> layer = planLayerRepair(services, install, plan, job);
    if (!layer)
        return layer;
    const Result<> packs = planPacks(services, install, plan, job);
    if (!packs)
        return packs;
    if (isBaseWhole && plan.isEmpty())
        remarkOnOrigin(plan);
    return {};
}

} // namespace

Result<RepairPlan> planRepair(const RepairServices &services, const Install &install,
                              const ComputerSource &computer, const JobContext &job)
{
    RepairPlan plan{.install = install.id, .name = install.name, .isAdopted = install.isAdopted()};
    plan.isUnfinished = hasUnfinishedRepair(services.library, install.id, job);
    const Result<Verdict> verdict =
        verifyInstall(services.library, install, services.host.os(), computer, job);
    if (verdict)
        plan.verdict = *verdict;
    else if (install.isAdopted() || verdict.error().code == ErrorCode::Cancelled)
        return verdict.error();
    const Result<> planned = install.isAdopted()
        ? planAdopted(services, install, computer, plan, job)
        : planOwn(services, install, plan, job);
    if (!planned)
        return planned.error();
    const Result<> environments = planEnvironments(services, install, plan, job);
    if (!environments)
        return environments.error();
    planPending(services.library, install, plan);
    return plan;
}

} // namespace portico
