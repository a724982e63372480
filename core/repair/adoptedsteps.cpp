// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/library.h"
#include "core/io/file.h"
#include "core/io/stagingfolder.h"
#include "core/python/torchfamily.h"
#include "core/repair/adopted.h"
#include "core/repair/backup.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairAdopted)
};

constexpr qsizetype kMostLines = 12;

QStringList leftoversOf(const AdoptedPlace &place)
{
    for (const SiteFolder &folder : place.environment.folders) {
        if (folder.path == place.site)
            return folder.leftovers;
    }
    return {};
}

void addEvidence(const Finding &finding, RepairStep &step)
{
    if (step.why.isEmpty())
        step.why = finding.message;
    step.lines += finding.title;
    step.packages += finding.packages;
    step.packages.removeDuplicates();
}

/** One step for all findings that the same act repairs. */
std::optional<RepairStep> stepFor(const Verdict &verdict, RepairAct act,
                                  const QList<RepairKind> &kinds)
{
    RepairStep step{.act = act};
    for (const Finding &finding : verdict.findings) {
        if (finding.weight == Weight::Breaks && kinds.contains(finding.repair))
            addEvidence(finding, step);
    }
    if (step.lines.isEmpty())
        return std::nullopt;
    step.lines = step.lines.first(qMin(kMostLines, step.lines.size()));
    return step;
}

void addTorch(const Verdict &verdict, RepairPlan &plan)
{
    auto step = stepFor(verdict, RepairAct::ReinstallTorch, {RepairKind::ReinstallTorch});
    if (!step)
        return;
    step->title = Text::tr("Put back torch for its accelerator");
    step->source = Text::tr("torch's own package index");
    step->needsNetwork = true;
    plan.steps += *step;
}

void addPackages(const Verdict &verdict, RepairPlan &plan)
{
    auto step = stepFor(verdict, RepairAct::ReinstallPackages,
                        {RepairKind::ReinstallPackage, RepairKind::InstallPackage});
    if (!step)
        return;
    step->packages.removeIf([](const QString &name) { return isOfTorchFamily(name); });
    step->title =
        Text::tr("Put right %n packages: %1", nullptr, static_cast<int>(step->packages.size()))
            .arg(shortList(step->packages));
    step->source = Text::tr("the package index");
    step->needsNetwork = true;
    plan.steps += *step;
}

void addLeftovers(const AdoptedPlace &place, RepairPlan &plan)
{
    const QStringList leftovers = leftoversOf(place);
    if (leftovers.isEmpty())
        return;
    RepairStep step{.act = RepairAct::RemoveLeftovers};
    step.title = Text::tr("Move away what an interrupted pip left: %1").arg(shortList(leftovers));
    step.why = Text::tr("pip sets packages aside under such names while it replaces them.");
    step.lines = leftovers.first(qMin(kMostLines, leftovers.size()));
    step.files = filesBelow(place, leftovers).size();
    step.source = Text::tr("the backup gets them");
    plan.steps += step;
}

/** What a removed or replaced package leaves, and what comes. */
Exchange exchangeFor(const AdoptedPlace &place, const StagedPackages &staged,
                     const QStringList &packages, const QString &step)
{
    Exchange exchange{.folder = place.root, .kept = {}, .coming = staged.coming, .step = step};
    QStringList replaced = packages;
    for (const LockedPackage &package : staged.lock.packages)
        replaced += package.name;
    replaced.removeDuplicates();
    for (const QString &package : std::as_const(replaced)) {
        if (staged.lock.find(package)) // what could not be had stays as it is
            exchange.leaving += filesOfPackage(place, package);
    }
    exchange.leaving.removeDuplicates();
    return exchange;
}

} // namespace

Result<> throughBackup(const RepairWork &work, const AdoptedPlace &place, const Exchange &exchange)
{
    if (exchange.leaving.isEmpty() && exchange.coming.isEmpty())
        return {};
    Result<Backup> backup = Backup::open(work.services.library, work.install.id, place.root);
    if (!backup)
        return backup.error();
    work.outcome.backup = backup->folder();
    return backup->carryOut(exchange, work.job);
}

Result<> planAdopted(const RepairServices &services, const Install &install, const ComputerSource &,
                     RepairPlan &plan, const JobContext &job)
{
    const Result<AdoptedPlace> place = adoptedPlace(services, install, job);
    if (!place && place.error().code == ErrorCode::Unsupported) {
        if (!plan.verdict.isClean())
            plan.remarks += place.error().message + u' ' + place.error().nextStep;
        return {};
    }
    if (!place)
        return place.error();
    // torch needs the leftovers' names to know which version was there, so they go last.
    addTorch(plan.verdict, plan);
    addPackages(plan.verdict, plan);
    planProviders(*place, plan);
    addLeftovers(*place, plan);
    for (const Finding &finding : plan.verdict.findings) {
        const bool isLeft = finding.weight == Weight::Breaks
            && (finding.repair == RepairKind::None || finding.repair == RepairKind::RemovePackage);
        if (isLeft)
            plan.remarks += finding.title + u' ' + finding.nextStep;
    }
    return {};
}

Result<> runRemoveLeftovers(const RepairWork &work, const QString &step)
{
    const Result<AdoptedPlace> place = adoptedPlace(work.services, work.install, work.job);
    if (!place)
        return place.error();
    return throughBackup(work, *place,
                         {.folder = place->root,
                          .kept = {},
                          .leaving = filesBelow(*place, leftoversOf(*place)),
                          .step = step});
}

Result<> runReinstall(const RepairWork &work, const RepairStep &step)
{
    const Result<AdoptedPlace> place = adoptedPlace(work.services, work.install, work.job);
    if (!place)
        return place.error();
    const auto staging = StagingDir::create(work.services.library.staging(),
                                            Text::tr("repairing “%1”").arg(work.install.name));
    if (!staging)
        return staging.error();
    const Result<StagedPackages> staged = step.act == RepairAct::ReinstallTorch
        ? stageTorch(work, *place, staging->path())
        : stagePackages(work, *place, step.packages, staging->path());
    if (!staged)
        return staged.error();
    return throughBackup(work, *place, exchangeFor(*place, *staged, step.packages, step.title));
}

} // namespace portico
