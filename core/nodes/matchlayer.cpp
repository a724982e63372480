// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/installs/settingsjson.h"
#include "core/installs/verifyinstall.h"
#include "core/nodes/changeparts.h"
#include "core/platform/host.h"
#include "core/python/baselock.h"
#include "core/python/environment.h"
#include "core/python/layer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::MatchLayer)
};

Result<QString> baseOf(const NodeServices &services, const Install &install, const JobContext &job)
{
    const Result<EnvironmentRequest> request =
        baseEnvironmentOf(services.compose.library, install, services.compose.host.os());
    if (!request)
        return request.error();
    const Result<PythonEnvironment> base = readEnvironment(*request, job);
    return base ? Result<QString>(baseDigest(*base)) : base.error();
}

LayerPlan planOf(const QString &id, const RecordedLayer &layer)
{
    LayerPlan plan;
    plan.id = id;
    plan.base = layer.base;
    plan.lock = layer.lock;
    for (const LockedPackage &package : layer.lock.packages)
        plan.added += PlannedPackage{.name = package.name, .version = package.version};
    return plan;
}

/** What is other than it was, by name. */
QStringList differences(const Lock &made, const Lock &recorded)
{
    QStringList names;
    for (const LockedPackage &package : recorded.packages) {
        const LockedPackage *const now = made.find(package.name);
        const bool isSame = now && now->version == package.version
            && std::any_of(now->hashes.begin(), now->hashes.end(),
                           [&](const Sha256 &hash) { return package.hashes.contains(hash); });
        if (!isSame)
            names += now ? package.name + u' ' + now->version + u" ("_s + package.version + u')'
                         : package.name + u' ' + package.version;
    }
    for (const LockedPackage &package : made.packages) {
        if (!recorded.find(package.name))
            names += package.name + u' ' + package.version;
    }
    return names;
}

} // namespace

Result<bool> takeRecordedLayer(const NodeServices &services, ChangeParts &parts,
                               const JobContext &job)
{
    const RecordedLayer &layer = *parts.change.state.layer;
    parts.plan.layer.emplace();
    if (layer.id.isEmpty())
        return true;
    if (!layer.isOfThisBase) {
        const Result<QString> base = baseOf(services, parts.install, job);
        if (!base && base.error().code == ErrorCode::Cancelled)
            return base.error();
        if (!base || *base != layer.base) {
            parts.plan.layer.reset();
            parts.change.pins.clear();
            for (const LockedPackage &package : layer.lock.packages)
                parts.change.pins += package.name + u"=="_s + package.version;
            return false;
        }
    }
    const QString id = layer.lock.packages.isEmpty() ? layer.id : layerId(layer.lock, layer.base);
    if (readLayer(services.compose.library.layerFolder(id))) {
        parts.plan.layer->id = id;
        parts.plan.layer->base = layer.base;
        parts.plan.layer->lock = layer.lock;
    } else {
        parts.plan.layer = planOf(id, layer);
    }
    return true;
}

void tellOtherLayer(ChangeParts &parts)
{
    if (!parts.plan.layer || !parts.change.state.layer)
        return;
    const QStringList names = differences(parts.plan.layer->lock, parts.change.state.layer->lock);
    if (names.isEmpty())
        return;
    parts.plan.lacks +=
        Lack{.why = {.code = ErrorCode::HashMismatch,
                     .message = Text::tr("This ComfyUI has another Python or other packages than "
                                         "that of the snapshot, and these packages of node packs "
                                         "come out differently: %1.")
                                    .arg(listed(names)),
                     .nextStep = Text::tr("Go back as far as possible, which takes them so."),
                     .detail = {}}};
}

Result<> planGeneration(const Library &library, ChangeParts &parts)
{
    const std::optional<int> wanted = parts.change.state.generation;
    if (!wanted || *wanted == parts.install.currentGeneration)
        return {};
    Install other = parts.install;
    other.currentGeneration = *wanted;
    const Generation *const generation = other.generation();
    const QDir folder(library.runtimeFolder(other));
    const bool isThere = generation && QFileInfo(folder.filePath(generation->python)).isFile()
        && QFileInfo(folder.filePath(generation->comfyFolder + "/main.py"_L1)).isFile();
    if (!isThere)
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("Generation %1 of “%2” is not there any more.")
                                    .arg(*wanted)
                                    .arg(parts.install.name),
                     .nextStep = Text::tr("Go back as far as possible, which stays with this one."),
                     .detail = {}};
    parts.install = other;
    parts.plan.changesGeneration = true;
    return {};
}

Result<> planSettings(ChangeParts &parts)
{
    if (!parts.change.state.settings)
        return {};
    const Result<Install> changed = withSettings(parts.install, *parts.change.state.settings);
    if (!changed)
        return changed.error();
    parts.plan.changesSettings = settingsJson(*changed) != settingsJson(parts.install);
    return {};
}

} // namespace portico
