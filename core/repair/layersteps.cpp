// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/library.h"
#include "core/installs/switchlayer.h"
#include "core/io/file.h"
#include "core/net/downloader.h"
#include "core/nodes/nodesplan.h"
#include "core/python/layer.h"
#include "core/python/wheelstore.h"
#include "core/repair/comparetree.h"
#include "core/repair/exchange.h"
#include "core/repair/repairparts.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairSteps)
};

constexpr qint64 kMostManifest = 1LL << 30;

/** Files of the store's layer that are not what they were; nothing where it is whole. */
Result<QStringList> layerDamage(const Library &library, const Install &install,
                                const JobContext &job)
{
    const QString folder = library.layerFolder(install.generation()->layer);
    if (!readLayer(folder))
        return QStringList{folder};
    const Result<QByteArray> manifest = readFile(layerManifest(folder), kMostManifest);
    if (!manifest)
        return QStringList{layerManifest(folder)};
    const Result<TreeComparison> comparison =
        compareTree({.folder = folder,
                     .manifest = *manifest,
                     .inodes = Inodes::Compare,
                     .mayBeAdded = [](QByteArrayView path) { return path == "manifest"; }},
                    job);
    if (!comparison)
        return comparison.error().code == ErrorCode::Cancelled
            ? Result<QStringList>(comparison.error())
            : Result<QStringList>(QStringList{layerManifest(folder)});
    QStringList paths;
    for (const DriftedFile &file : comparison->files)
        paths += file.path;
    return paths;
}

/** Its lock: the store's, else that of the install's own clone, which is laid out the same. */
Result<Layer> lockedLayer(const Library &library, const Install &install)
{
    Result<Layer> layer = readLayer(library.layerFolder(install.generation()->layer));
    if (!layer && !library.viewFolder(install).isEmpty())
        layer = readLayer(library.viewFolder(install));
    return layer;
}

LayerPlan planOf(const Layer &layer)
{
    LayerPlan plan;
    plan.id = layer.id;
    plan.base = layer.base;
    plan.lock = layer.lock;
    for (const LockedPackage &package : layer.lock.packages)
        plan.added += PlannedPackage{.name = package.name, .version = package.version};
    return plan;
}

QStringList namesIn(const Lock &lock)
{
    QStringList names;
    for (const LockedPackage &package : lock.packages)
        names += package.name;
    return names;
}

bool hasAllWheels(const Library &library, const Lock &lock)
{
    return std::all_of(
        lock.packages.begin(), lock.packages.end(), [&library](const LockedPackage &package) {
            return std::any_of(package.hashes.begin(), package.hashes.end(),
                               [&library](const Sha256 &hash) {
                                   return storedWheel(library.wheels(), hash).has_value();
                               });
        });
}

RepairStep layerStep(const Library &library, const Install &install, const QStringList &damage)
{
    RepairStep step{.act = RepairAct::RebuildLayer};
    step.title = Text::tr("Build the layer again");
    step.why = Text::tr("Packages of node packs in the store are damaged or gone.");
    step.lines = damage.first(qMin<qsizetype>(12, damage.size()));
    const Result<Layer> layer = lockedLayer(library, install);
    if (!layer) {
        step.obstacle =
            Error{.code = ErrorCode::NotFound,
                  .message = Text::tr("The list of the layer's packages is gone, too."),
                  .nextStep = Text::tr("Plan the node packs anew: “porticoctl nodes plan”."),
                  .detail = layer.error().detail};
        return step;
    }
    step.files = layer->lock.packages.size();
    step.packages = namesIn(layer->lock);
    step.needsNetwork = !hasAllWheels(library, layer->lock);
    step.source = step.needsNetwork
        ? Text::tr("the store's wheels and the package index, each by its hash")
        : Text::tr("the store's wheels, each by its hash");
    return step;
}

RepairStep viewStep(const QStringList &lines)
{
    RepairStep step{.act = RepairAct::RenewView};
    step.title = Text::tr("Renew what ComfyUI sees of its layer");
    step.why = Text::tr("Something changed the packages of node packs that this install uses.");
    step.lines = lines;
    step.source = Text::tr("the store's layer");
    return step;
}

/** What was changed in a view that is used no more is kept; the rest of it goes by itself. */
void keepChanges(const DriftedTree &view, const RepairWork &work)
{
    Exchange exchange{.folder = view.folder, .kept = work.kept + "/view"_L1, .step = {}};
    for (const DriftedFile &file : view.files) {
        if (file.change != DriftedFile::Change::Removed)
            exchange.leaving += file.path;
    }
    if (const Result<> kept = exchangeFiles(exchange, work.job); !kept)
        work.job.log(kept.error().message);
}

} // namespace

Result<> planLayerRepair(const RepairServices &services, const Install &install, RepairPlan &plan,
                         const JobContext &job)
{
    if (install.generation()->layer.isEmpty())
        return {};
    const Result<QStringList> damage = layerDamage(services.library, install, job);
    if (!damage)
        return damage.error();
    if (!damage->isEmpty())
        plan.steps += layerStep(services.library, install, *damage);
    const Result<Drift> drift = findDrift(services.library, install, job);
    if (!drift)
        return drift.error();
    const DriftedTree *view = drift->find(DriftedTree::Place::View);
    const bool isThere = QFileInfo(layerSite(services.library.viewFolder(install))).isDir();
    if (view || !isThere || !damage->isEmpty()) {
        Drift only;
        if (view)
            only.trees += *view;
        RepairStep step = viewStep(driftCard(only, install.name).lines);
        if (view) {
            step.files = view->files.size();
            for (const DriftGroup &group : view->groups)
                step.packages += group.name;
        }
        if (const Result<Layer> layer = lockedLayer(services.library, install); layer && !isThere)
            step.packages = namesIn(layer->lock);
        plan.steps += step;
    }
    return {};
}

Result<> runRebuildLayer(const RepairWork &work, const QString &)
{
    const Library &library = work.services.library;
    const Result<Layer> locked = lockedLayer(library, work.install);
    if (!locked)
        return locked.error();
    const Result<Uv> uv = uvForNodes(work.services, work.job);
    if (!uv)
        return uv.error();
    const LayerPlan plan = planOf(*locked);
    const QString layers = library.layers();
    const QString staging = library.staging();
    const QString wheels = library.wheels();
    const LayerBuild build{.plan = plan,
                           .python = repairPython(library, work.install),
                           .layers = layers,
                           .staging = staging,
                           .wheels = wheels,
                           .downloader = work.services.downloader,
                           .processes = work.services.processes,
                           .offline = true,
                           .renewal = LayerRenewal::Renew};
    Result<Layer> built = buildLayer(build, *uv, work.job);
    if (!built && built.error().code == ErrorCode::NotFound) {
        const Downloader toWheels(work.services.nodes.http, work.services.clock, wheels);
        LayerBuild online{.plan = plan,
                          .python = build.python,
                          .layers = layers,
                          .staging = staging,
                          .wheels = wheels,
                          .downloader = toWheels,
                          .processes = work.services.processes,
                          .offline = false,
                          .renewal = LayerRenewal::Renew};
        built = buildLayer(online, *uv, work.job);
    }
    return built ? Result<>() : Result<>(built.error());
}

Result<> runRenewView(const RepairWork &work, const QString &)
{
    const Result<Drift> drift = findDrift(work.services.library, work.install, work.job);
    if (!drift)
        return drift.error();
    const Result<Install> switched = switchLayer(work.services.library, work.install.id,
                                                 work.install.generation()->layer, work.job);
    if (!switched)
        return switched.error();
    if (const DriftedTree *view = drift->find(DriftedTree::Place::View))
        keepChanges(*view, work);
    return {};
}

} // namespace portico
