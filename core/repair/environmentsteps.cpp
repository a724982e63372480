// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/installfile.h"
#include "core/installs/steps.h"
#include "core/isolation/envoperations.h"
#include "core/nodes/isolatedfolders.h"
#include "core/repair/repairparts.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairEnvironments)
};

constexpr qsizetype kMostLines = 12;

/** One that is to be made anew or linked again, and how. */
struct EnvNeed
{
    EnvHealth health{};
    EngineChoice engine{};
};

/** What there is to do, and what cannot be done here. */
struct EnvNeeds
{
    QList<EnvNeed> wanted{};
    QStringList remarks{};
    std::optional<Error> obstacle{}; ///< of one that this install, as it is now, cannot have
};

/** So that an install without isolated environments is not read for their sake. */
bool asksForEnvironments(const Library &library, const Install &install)
{
    const QDir packs(packsFolder(library, install));
    const QFileInfoList folders = packs.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    return std::any_of(folders.begin(), folders.end(), [](const QFileInfo &pack) {
        return !pack.fileName().endsWith(".disabled"_L1) && hasIsolatedFolders(pack.filePath());
    });
}

/** The engine, without asking anybody which CUDA wheels there are. */
Result<EngineChoice> engineFor(const EnvHome &home, const QList<IsolatedEnv> &all,
                               const IsolatedEnv &env, const JobContext &job)
{
    const auto nobody = [](const QStringList &, const WheelCombo &, const QString &,
                           const JobContext &) {
        return Result<CudaWheelAnswer>(CudaWheelAnswer{});
    };
    const Result<EnvPlan> plan =
        planEnv({.home = home, .all = all, .env = env, .wheels = nobody}, job);
    return plan ? Result<EngineChoice>(plan->engine) : plan.error();
}

Result<EnvNeeds> lookForNeeds(const RepairServices &services, const Install &install,
                              const JobContext &job)
{
    const EnvOperations &operations = services.environments;
    const Result<EnvHome> home = readEnvHome(services.library, install, operations.facts, job);
    if (!home)
        return home.error();
    const Result<> swept = sweepEnvBuilds(home->root, job);
    if (!swept)
        return swept.error();
    const Result<QList<EnvHealth>> healths = readAllEnvHealth(*home, operations.facts.os, job);
    if (!healths)
        return healths.error();
    QList<IsolatedEnv> all;
    for (const EnvHealth &health : *healths)
        all += health.env;
    EnvNeeds needs;
    for (const EnvHealth &health : *healths) {
        if (health.state == EnvState::Built)
            continue;
        const bool isLeft =
            health.state == EnvState::Building || health.state == EnvState::Unreadable;
        const Result<EngineChoice> engine = isLeft ? Error{.code = ErrorCode::Unsupported,
                                                           .message = health.problem,
                                                           .nextStep = health.nextStep,
                                                           .detail = {}}
                                                   : engineFor(*home, all, health.env, job);
        if (engine) {
            needs.wanted += EnvNeed{.health = health, .engine = *engine};
            continue;
        }
        if (!isLeft)
            needs.obstacle = engine.error();
        needs.remarks += Text::tr("The environment “%1” is left alone: %2 %3")
                             .arg(health.env.name, engine.error().message, engine.error().nextStep);
    }
    return needs;
}

QString lineOf(const EnvNeed &need)
{
    const EnvHealth &health = need.health;
    QString line = health.env.name + ": "_L1 + health.problem + u' ';
    if (health.isLinkWrong)
        return line + Text::tr("The link is made anew.");
    line += need.engine.engine == EnvEngine::Uv
        ? Text::tr("It is built by uv, with Python %1.").arg(health.python)
        : Text::tr("It is built by pixi, with Python %1.").arg(health.python);
    if (!health.record)
        line += u' ' + Text::tr("Its size is known afterwards only.");
    return line;
}

/** While Python of ComfyUI cannot be read nobody knows what its environments are made for. */
RepairStep stepForLater(const Error &error)
{
    RepairStep step{.act = RepairAct::RepairEnvironments};
    step.title = Text::tr("Look at the isolated environments, and repair them");
    step.why = Text::tr("How they are can be told only when ComfyUI's own Python is whole.");
    step.lines += error.message;
    step.needsNetwork = true;
    return step;
}

RepairStep stepFor(const QList<EnvNeed> &needs)
{
    RepairStep step{.act = RepairAct::RepairEnvironments};
    QStringList names;
    QStringList packs;
    for (const EnvNeed &need : needs) {
        const EnvHealth &health = need.health;
        names += health.env.name;
        packs += health.env.pack;
        step.lines += lineOf(need);
        if (health.isLinkWrong)
            continue;
        step.needsNetwork = true;
        step.bytes += health.record ? health.record->bytes : 0;
    }
    packs.removeDuplicates();
    if (packs.size() == 1)
        step.pack = packs.constFirst();
    step.lines = step.lines.first(qMin(kMostLines, step.lines.size()));
    step.title =
        Text::tr("Repair %n isolated environments: %1", nullptr, static_cast<int>(names.size()))
            .arg(shortList(names));
    step.why = Text::tr("Nodes of %1 run in a Python of their own.").arg(shortList(packs));
    step.source = step.needsNetwork
        ? Text::tr("what was fetched before, and the package index for the rest")
        : Text::tr("the environments, which are there");
    return step;
}

/** Environments are made for ComfyUI's own Python and packages. */
bool changesPython(const RepairStep &step)
{
    return !step.needsConsent && step.act != RepairAct::PutBackPack;
}

} // namespace

Result<> planEnvironments(const RepairServices &services, const Install &install, RepairPlan &plan,
                          const JobContext &job)
{
    if (!install.generation() || !asksForEnvironments(services.library, install))
        return {};
    const Result<EnvNeeds> needs = lookForNeeds(services, install, job);
    if (!needs && endsRepair(needs.error()))
        return needs.error();
    if (!needs) {
        plan.steps += stepForLater(needs.error());
        return {};
    }
    const bool isRestWhole = std::none_of(plan.steps.begin(), plan.steps.end(), changesPython);
    if (needs->wanted.isEmpty() && needs->obstacle && !isRestWhole) {
        plan.steps += stepForLater(*needs->obstacle);
        return {};
    }
    plan.remarks += needs->remarks;
    if (needs->wanted.isEmpty())
        return {};
    plan.steps += stepFor(needs->wanted);
    if (!isRestWhole)
        plan.steps.last().why +=
            u' ' + Text::tr("They are looked at again when the rest is repaired.");
    return {};
}

/** Looks again: what was done before may have changed what the environments are made for. */
Result<> runRepairEnvironments(const RepairWork &work, const RepairStep &step)
{
    const Result<Install> install = loadInstall(work.services.library, work.install.id);
    if (!install)
        return install.error();
    const JobContext job = inStep(work.job, step.title);
    const Result<EnvNeeds> needs = lookForNeeds(work.services, *install, job);
    if (!needs)
        return needs.error();
    if (needs->wanted.isEmpty())
        return {};
    EnvWish wish{.act = EnvAct::Repair, .names = {}, .session = EnvSession::HeldByCaller};
    for (const EnvNeed &need : needs->wanted)
        wish.names += need.health.env.name;
    const Result<EnvOutcome> outcome = workOnEnvs(work.services.environments, *install, wish, job);
    if (!outcome)
        return outcome.error();
    for (const auto &[name, error] : outcome->failed) {
        if (endsRepair(error))
            return error;
        work.outcome.notDone += Text::tr("The environment “%1” was not built: %2 %3")
                                    .arg(name, error.message, error.nextStep);
    }
    return {};
}

} // namespace portico
