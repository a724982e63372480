// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/installs/steps.h"
#include "core/net/downloader.h"
#include "core/net/network.h"
#include "core/nodes/changeparts.h"
#include "core/nodes/extras.h"
#include "core/nodes/extrasbuilds.h"
#include "core/nodes/isolable.h"
#include "core/nodes/needline.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/nodesplan.h"
#include "core/nodes/packneeds.h"
#include "core/python/buildwheels.h"
#include "core/python/layer.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PackLayer)
};

/** Packages only get fewer: what is there serves until the next plan. */
constexpr int kMostRounds = 4;

bool onlyTakesAway(PackAct act)
{
    return act == PackAct::Disable || act == PackAct::Remove;
}

QString layerOf(const Install &install)
{
    const Generation *const generation = install.generation();
    return generation ? generation->layer : QString();
}

NodesPlanRequest requestOf(const NodeServices &services, const ChangeParts &parts)
{
    NodesPlanRequest request{.library = services.compose.library, .install = parts.install};
    for (const PackStep &step : parts.plan.steps) {
        if (step.after && step.after->isEnabled) {
            if (step.after->kind != PackKind::File)
                request.added +=
                    StagedPack{step.pack, step.after->folder, scriptNeedsOf(parts, step)};
        } else if (step.before && step.before->isEnabled) {
            request.removed += step.pack;
        }
    }
    request.without = parts.change.without;
    request.withoutBefore = parts.change.state.leftOut.value_or(choicesKept(parts));
    request.cooldownDays = services.cooldownDays;
    request.pins = parts.change.pins;
    request.sourceBuilds = parts.change.sourceBuilds;
    request.extras = parts.change.extras;
    if (parts.unbuilt.isEmpty())
        return request;
    const auto own = readExtras(request.library, request.install);
    if (!request.extras && own)
        request.extras = *own;
    if (request.extras)
        request.extras->packages.removeIf([&parts](const QString &line) {
            return parts.unbuilt.contains(readNeedLine(line).need.name);
        });
    return request;
}

/** Whether no enabled pack will need anything: then nobody has to be asked, with or without a
 *  network. What cannot be read is the planner's to tell. */
bool needNothing(const NodesPlanRequest &request, const QList<NodePack> &packs,
                 const PackRecords &records)
{
    const auto own = readExtras(request.library, request.install);
    const bool hasExtras = request.extras ? !request.extras->isEmpty() : !own || *own;
    if (hasExtras)
        return false;
    QList<StagedPack> all = request.added;
    for (const NodePack &pack : packs) {
        const bool isReplaced =
            std::any_of(request.added.begin(), request.added.end(),
                        [&](const StagedPack &added) { return added.name == pack.name; });
        if (pack.isEnabled && pack.kind != PackKind::File && !isReplaced
            && !request.removed.contains(pack.name)) {
            const PackRecord *const record = records.find(pack.name);
            all += StagedPack{pack.name, pack.folder, record ? record->scriptNeeds : QStringList()};
        }
    }
    return std::all_of(all.begin(), all.end(), [](const StagedPack &pack) {
        const Result<PackNeeds> needs = readPackNeeds(pack.name, pack.folder);
        return needs && needs->needs.isEmpty() && pack.scriptNeeds.isEmpty();
    });
}

Error wouldBuild(const LayerPlan &plan)
{
    QStringList names;
    for (const PlannedPackage &package : plan.added) {
        if (package.source != PackageSource::Wheel)
            names += package.name;
    }
    return {.code = ErrorCode::Refused,
            .message = Text::tr("%1 would be built from source or from an address, which runs "
                                "their own code, and nobody has agreed to that.")
                           .arg(listed(names)),
            .nextStep = Text::tr("Agree to it (--allow-builds), or leave the pack out that needs "
                                 "them."),
            .detail = {}};
}

/** "git+https://host/name@commit" and plain addresses. */
Result<> fetchSource(const NodeServices &services, const NetworkChain &network,
                     const PlannedPackage &package, const QString &folder, const JobContext &job)
{
    QString text = package.address.toString(QUrl::RemoveFragment);
    if (text.startsWith("git+"_L1))
        text.remove(0, 4);
    const auto sources = packSources(u"git+"_s + text, {}, services.plainHttpHosts);
    if (!sources)
        return sources.error();
    const PackSource &source = sources->constFirst();
    const Result<GitAddress> address = gitAddress(source.place, services.plainHttpHosts);
    if (!address)
        return address.error();
    QDir().rmdir(folder); // empty: the clone makes it
    GitCloneRequest clone{.address = *address,
                          .ref = source.ref,
                          .target = folder,
                          .history = GitHistory::NewestOnly,
                          .transport = {}};
    leadThrough(network, clone);
    const auto cloned = cloneRepository(clone, services.compose.processes, job);
    return cloned ? Result<>() : cloned.error();
}

/** What extras alone bring is left out where it cannot be built, and said. */
bool lackExtra(ChangeParts &parts, const LayerPlan &plan, const PlannedPackage &package,
               const Error &error)
{
    const QStringList extras = extrasBehind(plan, package.name);
    if (extras.isEmpty())
        return false;
    parts.unbuilt += extras;
    parts.unbuiltWhy += notBuilt(extras, error);
    return true;
}

/** A plan whose sources were made wheels of the store, with these in its lock. */
Result<> makeWheels(const NodeServices &services, const LayerBuild &build, ChangeParts &parts,
                    const Uv &uv, const JobContext &job)
{
    const Result<int> made = buildWheels(build, uv, job);
    if (!made)
        return made.error();
    parts.change.sourceBuilds = SourceBuilds::Allow;
    const auto planned = planPackages(services, parts, job);
    if (!planned)
        return planned;
    if (parts.plan.isComplete())
        return {};
    return Error{.code = ErrorCode::Refused,
                 .message = parts.plan.layer->unmet.constFirst().message,
                 .nextStep = Text::tr("Leave that pack out, or install another version of it."),
                 .detail = parts.plan.layer->unmet.constFirst().detail};
}

/** What the layer of now holds, if it stands over the same base. */
Lock triedBefore(const Library &library, const Generation &generation, const LayerPlan &plan)
{
    if (generation.layer.isEmpty())
        return {};
    const Result<Layer> layer = readLayer(library.layerFolder(generation.layer));
    return layer && layer->base == plan.base ? layer->lock : Lock();
}

bool changesChoices(const Library &library, const ChangeParts &parts)
{
    QStringList before = parts.records.withoutNeeds;
    before.sort();
    const auto extras = extrasChange(library, parts);
    return withoutNeedsAfter(parts) != before || (extras && *extras);
}

} // namespace

Result<> planPackages(const NodeServices &services, ChangeParts &parts, const JobContext &job)
{
    parts.plan.layer.reset();
    parts.plan.canIsolate.clear();
    parts.plan.layerBefore = layerOf(parts.install);
    parts.plan.changesChoices = changesChoices(services.compose.library, parts);
    parts.plan.extras = parts.change.extras;
    if (parts.install.isAdopted())
        return {};
    if (parts.change.state.layer) {
        const Result<bool> taken = takeRecordedLayer(services, parts, job);
        if (!taken || *taken)
            return taken ? Result<>() : taken.error();
    }
    const NodesPlanRequest request = requestOf(services, parts);
    const bool isAboutAll = parts.plan.act == PackAct::Apply || parts.change.state.layer;
    const bool hasNothing = !isAboutAll && request.added.isEmpty() && request.removed.isEmpty();
    const bool neverHadLayer = onlyTakesAway(parts.plan.act) && parts.plan.layerBefore.isEmpty();
    if (hasNothing || neverHadLayer)
        return {};
    const Result<QList<NodePack>> packs =
        readNodePacks(services.compose.library, parts.install, job);
    if (!packs)
        return packs.error();
    if (needNothing(request, *packs, parts.records)) {
        parts.plan.layer.emplace();
        return {};
    }
    Result<LayerPlan> plan = planNodes(request, services.compose, job);
    if (plan && (plan->isComplete() || !onlyTakesAway(parts.plan.act))) {
        parts.plan.layer = std::move(*plan);
        if (services.isolator)
            parts.plan.canIsolate = isolablePacks(*parts.plan.layer, parts.plan.steps, *packs);
        return {};
    }
    if (!onlyTakesAway(parts.plan.act) || (!plan && plan.error().code == ErrorCode::Cancelled))
        return plan.error();
    parts.plan.remarks +=
        Text::tr("The packages stay as they are for now; those that nobody needs any more go "
                 "with the next change.");
    if (!plan)
        job.log(plan.error().message);
    return {};
}

Result<BuiltLayer> buildPlannedLayer(const NodeServices &services, ChangeParts &parts,
                                     const ChangeConsent &consent, const JobContext &job)
{
    if (!parts.plan.changesLayer() || parts.plan.layer->added.isEmpty())
        return BuiltLayer{.id = parts.plan.layer ? parts.plan.layer->id : QString()};
    if (parts.plan.layer->needsConsent() && consent.sourceBuilds == SourceBuilds::Refuse)
        return wouldBuild(*parts.plan.layer);
    const Library &library = services.compose.library;
    const Generation *const generation = parts.install.generation();
    const Result<Uv> uv = uvForNodes(services.compose, job);
    if (!uv)
        return uv.error();
    const Result<NetworkChain> network = services.compose.network.chain(job);
    if (!network)
        return network.error();
    const Downloader wheels(services.http, services.compose.clock, library.wheels());
    const auto buildOf = [&](const LayerPlan &plan) {
        return LayerBuild{
            .plan = plan,
            .python =
                QDir(library.runtimeFolder(parts.install)).absoluteFilePath(generation->python),
            .layers = library.layers(),
            .staging = library.staging(),
            .wheels = library.wheels(),
            .downloader = wheels,
            .processes = services.compose.processes,
            .sourceBuilds = consent.sourceBuilds,
            .tried = triedBefore(library, *generation, plan),
            .gitSource =
                [&](const PlannedPackage &package, const QString &folder,
                    const JobContext &context) {
                    return fetchSource(services, *network, package, folder, context);
                },
            .mayLack = [&](const PlannedPackage &package,
                           const Error &error) { return lackExtra(parts, plan, package, error); }};
    };
    // What was built may need what must be built in its turn.
    for (int round = 0; round < kMostRounds && parts.plan.layer->needsConsent(); ++round) {
        const LayerPlan first = *parts.plan.layer;
        const auto made = makeWheels(services, buildOf(first), parts, *uv, job);
        if (!made)
            return made.error();
    }
    const Result<Layer> layer = buildLayer(buildOf(*parts.plan.layer), *uv, job);
    if (!layer)
        return layer.error();
    return BuiltLayer{
        .id = layer->id, .lease = layer->lease, .remarks = parts.unbuiltWhy + layer->remarks};
}

} // namespace portico
