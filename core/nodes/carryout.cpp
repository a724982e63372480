// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/carrydatabase.h"
#include "core/installs/installfile.h"
#include "core/installs/settingsjson.h"
#include "core/installs/statekeeper.h"
#include "core/installs/switchlayer.h"
#include "core/io/tree.h"
#include "core/nodes/changeparts.h"
#include "core/nodes/draftchange.h"
#include "core/nodes/isolatepacks.h"
#include "core/nodes/packtransaction.h"
#include "core/nodes/packupdate.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CarryOut)
};

Error changedMeanwhile(const QString &name)
{
    return {.code = ErrorCode::Busy,
            .message =
                Text::tr("The node packs of “%1” were changed while this was planned.").arg(name),
            .nextStep = Text::tr("Look at the plan once more, then try again."),
            .detail = {}};
}

/** The registry counts installations. One that does not answer now is no reason not to install. */
Result<> tellRegistry(const NodeServices &services, const ChangeParts &parts, const JobContext &job)
{
    if (parts.plan.act == PackAct::RunScript)
        return {};
    for (const ObtainedPack &pack : parts.obtained) {
        if (pack.source.kind != PackSource::Kind::Registry || pack.isFromHere)
            continue;
        const Result<RegistryVersion> told =
            services.registry.recordInstall(pack.source.place, pack.version, job);
        if (told)
            continue;
        if (told.error().code == ErrorCode::Cancelled)
            return told.error();
        job.log(told.error().message);
    }
    return {};
}

/** What the pack keeps in its own folder comes along. */
Result<> carryAll(const ChangeParts &parts, const JobContext &job)
{
    int number = 0;
    for (const PackStep &step : parts.plan.steps) {
        if (step.act != PackAct::Update)
            continue;
        const QString work = parts.staging->path() + u"/own%1"_s.arg(++number);
        const auto carried =
            carryOwnFiles(*step.before, parts.obtainedFor(step.pack)->folder, work, job);
        if (!carried)
            return carried;
    }
    return {};
}

/** Whether everything is still as it was planned for. */
Result<> checkUnchanged(const Library &library, const ChangeParts &parts)
{
    Result<Install> now = loadInstall(library, parts.install.id);
    if (!now)
        return now.error();
    const bool isSame = now->currentGeneration == parts.generationNow
        && toJson(readPackRecords(library, parts.install.id)) == toJson(parts.records)
        && std::all_of(parts.plan.steps.begin(), parts.plan.steps.end(), [](const PackStep &step) {
                            return !step.before || QFileInfo::exists(step.before->folder);
                        });
    now->currentGeneration = parts.install.currentGeneration;
    const Generation *const generation = now->generation();
    if (!isSame || (generation && generation->layer != parts.plan.layerBefore && parts.plan.layer))
        return changedMeanwhile(parts.install.name);
    return {};
}

/** What was to be deleted and could not be moved away. */
QStringList tellLeftOver(const PackTransaction &transaction)
{
    QStringList remarks;
    for (const QString &folder : transaction.rubbish) {
        if (QFileInfo::exists(folder))
            remarks += Text::tr("%1 could not be deleted. Nothing uses it any more: delete it "
                                "by hand.")
                           .arg(QDir::toNativeSeparators(folder));
    }
    return remarks;
}

/** The layer as the install will see it, made while everything else stays as it is. */
Result<std::optional<PreparedView>> prepareLayer(const Library &library, const ChangeParts &parts,
                                                 const BuiltLayer &layer, const JobContext &job)
{
    if (!parts.plan.layer || layer.id == parts.plan.layerBefore)
        return std::optional<PreparedView>();
    Result<PreparedView> view = prepareView(library, parts.install.id, layer.id, job);
    if (!view)
        return view.error();
    return std::optional<PreparedView>(std::move(*view));
}

/** Migrations of a database go one way: a newer generation that never had one begins with a copy.
 */
GenerationChange generationChange(const Library &library, const ChangeParts &parts)
{
    Install now = parts.install;
    now.currentGeneration = parts.generationNow;
    const int after = parts.install.currentGeneration;
    return {.before = parts.generationNow,
            .after = after,
            .takesDatabase = needsDatabase(library, now, after)};
}

/** Everything that is seen: renames, records, layer. ComfyUI cannot start meanwhile. */
Result<ChangeOutcome> commit(const NodeServices &services, ChangeParts &parts,
                             const BuiltLayer &layer, std::optional<PreparedView> view,
                             const JobContext &job)
{
    const Library &library = services.compose.library;
    const Result<FileLock> session =
        FileLock::tryLock(library.sessionLock(parts.install.id), Text::tr("changing node packs"));
    if (!session)
        return session.error().code == ErrorCode::Busy ? isRunningError(parts.install.name)
                                                       : session.error();
    if (const auto unchanged = checkUnchanged(library, parts); !unchanged)
        return unchanged.error();
    // First: what a script made for the old version is code, too, that the record counts.
    if (const auto carried = carryAll(parts, job); !carried)
        return carried.error();
    Drafting drafting(services, parts, job);
    Result<PackTransaction> transaction = drafting.draft();
    if (!transaction)
        return transaction.error();
    if (parts.staging) {
        if (const auto synced = syncTree(parts.staging->path(), job); !synced)
            return synced.error();
    }
    const Result<std::optional<ExtrasChange>> extras = extrasChange(library, parts);
    if (!extras && parts.plan.layer)
        return extras.error();
    if (parts.plan.layer)
        transaction->extras = *extras;
    // Another generation may bring choices of its own: the recorded ones count.
    if (parts.plan.changesSettings || (parts.plan.changesGeneration && parts.change.state.settings))
        transaction->settings = InstallSettingsChange{.before = settingsJson(parts.install),
                                                      .after = *parts.change.state.settings};
    if (parts.plan.changesGeneration)
        transaction->generation = generationChange(library, parts);
    transaction->switchesLayer = parts.plan.layer.has_value();
    transaction->layerAfter = layer.id;
    if (const auto done = commitPacks(library, *transaction, std::move(view), job); !done)
        return done.error();
    return ChangeOutcome{.steps = parts.plan.steps,
                         .layer = parts.plan.layer ? layer.id : parts.plan.layerBefore,
                         .keptFolders = drafting.keptFolders(),
                         .remarks = layer.remarks + tellLeftOver(*transaction)};
}

/** A script that was to run and did not is nothing to carry out. */
Error didNotRun(const ChangeParts &parts)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("The install.py of “%1” did not run, so there is nothing to take "
                                "over.")
                           .arg(parts.plan.steps.constFirst().pack),
            .nextStep = Text::tr("Agree to running it."),
            .detail = {}};
}

/** What a recorded state lacks was to be agreed to. */
Error lackingError(const ChangePlan &plan)
{
    Error why = plan.lacks.constFirst().why;
    why.code = ErrorCode::Refused;
    return why;
}

/** Why the state before it is kept. */
KeepReason reasonOf(const PackChange &change)
{
    if (change.act != PackAct::Match)
        return KeepReason::Packs;
    return change.isDeclared ? KeepReason::Apply : KeepReason::Restore;
}

} // namespace

Error incompleteError(const LayerPlan &plan)
{
    return {.code = ErrorCode::Refused,
            .message = plan.unmet.constFirst().message,
            .nextStep = Text::tr("Leave out one of the node packs that do not go together."),
            .detail = plan.unmet.constFirst().detail};
}

Result<ChangeOutcome> carryOut(const NodeServices &services, PreparedChange prepared,
                               const ChangeConsent &consent, const JobContext &job)
{
    ChangeParts &parts = prepared.parts();
    const Library &library = services.compose.library;
    if (!parts.plan.isComplete())
        return parts.plan.layer && !parts.plan.layer->isComplete()
            ? incompleteError(*parts.plan.layer)
            : lackingError(parts.plan);
    if (parts.plan.isEmpty())
        return ChangeOutcome{.layer = parts.plan.layerBefore, .remarks = parts.plan.remarks};
    if (parts.plan.act == PackAct::RunScript && !runnableScripts(parts.plan).isEmpty())
        return didNotRun(parts);
    const Result<FileLock> lock =
        FileLock::tryLock(packsLock(library, parts.install.id), Text::tr("changing node packs"));
    if (!lock)
        return lock.error();
    if (const auto allowed = checkMayChange(library, parts.install, parts.change.act); !allowed)
        return allowed.error();
    if (const auto told = tellRegistry(services, parts, job); !told)
        return told.error();
    const Result<> kept =
        keepState(services.keeper.get(), parts.install, reasonOf(parts.change), job);
    if (!kept)
        return kept.error();
    const Result<> stored = parts.plan.act == PackAct::Match
        ? Result<>()
        : storeExtraWheels(library, parts.change.extras.value_or(ExtrasProfile()));
    if (!stored)
        return stored.error();
    const Result<BuiltLayer> layer = buildPlannedLayer(services, parts, consent, job);
    if (!layer)
        return layer.error();
    const Result<QStringList> tried = tryIsolated(services, parts, layer->id, job);
    if (!tried)
        return tried.error();
    Result<std::optional<PreparedView>> view = prepareLayer(library, parts, *layer, job);
    if (!view)
        return view.error();
    Result<ChangeOutcome> outcome = commit(services, parts, *layer, std::move(*view), job);
    if (outcome)
        outcome->remarks += *tried;
    settleIsolated(services, parts, outcome ? ChangeEnd::Done : ChangeEnd::Failed, job);
    // Now that nobody could be looking at them any more; else the next switch does it.
    if (const auto swept = sweepViews(library, parts.install.id, job, OldViews::KeepLast); !swept)
        job.log(swept.error().message);
    return outcome;
}

} // namespace portico
