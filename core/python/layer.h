// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/io/filelock.h"
#include "core/python/layerplan.h"

#include <QDateTime>

#include <functional>
#include <memory>

namespace portico {

class Downloader;
class ProcessRunner;
class Uv;

/**
 * A layer is `<store>/layers/<id>/`: `site/` (what stands on sys.path), `lock.txt`, `layer.json`
 * (base, packages, when) and `manifest`; immutable, read-only. Its id is the short hash of its lock
 * and its base, so that two installs with the same share one.
 */
struct Layer
{
    QString id;
    QString folder; ///< absolute
    QString base;
    Lock lock;
    QDateTime created{};
    QStringList remarks{}; ///< translated sentences of the smoke import; only of one just built
    /** Only of one that buildLayer() gave: as long as it lives, cleanLayers() leaves the layer. */
    std::shared_ptr<FileLock> lease{};
};

/** Names only. */
QString layerSite(const QString &layerFolder);
QString layerLockFile(const QString &layerFolder);
QString layerManifest(const QString &layerFolder);

/** Sixteen hex digits: the id of a layer with that lock over that base. Pure. */
QString layerId(const Lock &lock, const QString &base);
bool isLayerId(QStringView text);

/** NotFound, Corrupt. A few small reads. */
Result<Layer> readLayer(const QString &layerFolder);

/**
 * Brings the source of a package of PackageSource::Git into a folder that exists and is empty:
 * core/python knows no git. Nothing else is asked of it.
 */
using SourceFetcher = std::function<Result<>(const PlannedPackage &package, const QString &folder,
                                             const JobContext &job)>;

/** Whether a layer that is in the store is built again. */
enum class LayerRenewal {
    Keep,  ///< it is taken as it is
    Renew, ///< it was damaged: built anew beside the old one, which then goes
};

/** What to build. */
struct LayerBuild
{
    const LayerPlan &plan;
    QString python;  ///< interpreter of the base
    QString layers;  ///< the store's folder of layers: Library::layers()
    QString staging; ///< the library's staging root
    QString wheels;  ///< Library::wheels(): looked at first; offline rebuilds come from it
    const Downloader &downloader; ///< one whose folder is `wheels`
    const ProcessRunner &processes;
    SourceBuilds sourceBuilds = SourceBuilds::Refuse; ///< of buildWheels()
    bool offline = false;
    QStringList smokeImports{}; ///< modules to import once with base and layer; empty: of the lock
    Lock tried{}; ///< of a layer over the same base: what it holds, too, is not imported again
    LayerRenewal renewal = LayerRenewal::Keep;
    SourceFetcher gitSource{}; ///< of buildWheels(); empty: packages from repositories are refused
    /** Of buildWheels(): whether to go on without one that could not be made; empty: never. */
    std::function<bool(const PlannedPackage &, const Error &)> mayLack{};
};

/**
 * Every wheel of the lock into the store's vendored wheels, `uv pip install --target --no-deps
 * --require-hashes` from these alone into staging, the smoke import, manifest, one rename into the
 * store. Nothing to do where that layer is there already. What a plan names but cannot lock is made
 * a wheel of the store first by buildWheels(), then planned again. A plan that adds nothing gives a
 * Layer without id. Blocking; the steps are layerSteps().
 *
 * Errors: Network, HashMismatch, DiskFull, NotFound (offline, and a wheel is not vendored: named),
 * Refused (the lock has less than the plan, or some of the torch family; a package that would lead
 * Python out of its layer), ProcessFailed (a module cannot be imported: named), ...
 */
Result<Layer> buildLayer(const LayerBuild &build, const Uv &uv, const JobContext &job);

/** The step names that buildLayer reports, in their order, for those who announce. */
QStringList layerSteps();

} // namespace portico
