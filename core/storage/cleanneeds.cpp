// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What is counted by who needs it: layers with their views and wheels, environments, kept packs.
#include "core/installs/layerstore.h"
#include "core/installs/layerview.h"
#include "core/io/filelock.h"
#include "core/nodes/keptpacks.h"
#include "core/nodes/packrecords.h"
#include "core/storage/cleanparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CleanNeeds)
};

/** Clones of layers that no generation names; ComfyUI that runs may still see one. */
Result<> planViews(const CleanLook &look, CleanPlan &plan)
{
    for (const Install &install : look.installs.installs) {
        const Result<QList<OldView>> views = unusedViews(look.library(), install.id, look.job);
        if (!views)
            return views.error();
        for (const OldView &view : *views)
            plan.items += {.kind = CleanKind::Layers,
                           .path = view.folder,
                           .install = install.name,
                           .bytes = view.bytes,
                           .why = Text::tr("No generation of this install uses these packages any "
                                           "more.")};
    }
    return {};
}

void addEnvironment(const CleanLook &look, const Install &install, const UnusedEnv &env,
                    CleanPlan &plan)
{
    const bool isKnown = std::any_of(plan.items.begin(), plan.items.end(),
                                     [&](const auto &item) { return item.path == env.folder; });
    const QString shown = QDir::toNativeSeparators(env.folder);
    const QStringList keepers = look.roots.keepersOfEnvironment(env.folder);
    if (isKnown)
        return;
    QString left;
    if (!keepers.isEmpty())
        left = Text::tr("%1 stays: %2 needs it.").arg(shown, keepers.constFirst());
    else if (!env.isSure)
        left = Text::tr("%1 stays: %2").arg(shown, env.known);
    if (left.isEmpty())
        plan.items += {.kind = CleanKind::Environments,
                       .path = env.folder,
                       .install = install.name,
                       .bytes = env.bytes,
                       .why = Text::tr("No node pack asks for it. It can be built again.")};
    else if (!plan.left.contains(left))
        plan.left += left;
}

const Install *findByName(const CleanLook &look, const QString &name)
{
    const QList<Install> &installs = look.installs.installs;
    const auto found = std::find_if(installs.begin(), installs.end(),
                                    [&](const Install &each) { return each.name == name; });
    return found == installs.end() ? nullptr : &*found;
}

/** Whether there is anything to ask about: most installs have no isolated environments. */
bool mayHaveEnvironments(const CleanLook &look, const Install &install)
{
    const Library &library = look.library();
    return QFileInfo::exists(library.installFolder(install.id) + "/ce"_L1) || install.isAdopted()
        || !QDir(firstEnvRoot(look.services.environments.facts))
                .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
                .isEmpty();
}

} // namespace

Result<> planLayers(const CleanLook &look, CleanPlan &plan)
{
    const Result<LayerInventory> inventory =
        layerInventory(look.library(), look.job, LayerSizes::Unused);
    if (!inventory)
        return inventory.error();
    for (const StoredLayer &layer : inventory->layers) {
        if (layer.isUsed())
            continue;
        plan.items += {.kind = CleanKind::Layers,
                       .path = layer.folder,
                       .install = {},
                       .bytes = layer.bytes,
                       .why = Text::tr("No install and no snapshot names this layer of %n "
                                       "package(s). It is built again when something needs it.",
                                       nullptr, static_cast<int>(layer.packages.size()))};
    }
    if (inventory->unusedWheels > 0)
        plan.items += {.kind = CleanKind::Layers,
                       .path = look.library().wheels(),
                       .install = {},
                       .bytes = inventory->unusedWheelBytes,
                       .why = Text::tr("%n wheel(s) in it are of no layer that somebody uses; the "
                                       "others stay.",
                                       nullptr, static_cast<int>(inventory->unusedWheels))};
    return planViews(look, plan);
}

Result<> removeLayers(const CleanLook &look, const QList<CleanItem> &items, CleanOutcome &outcome)
{
    const Result<LayerCleaning> cleaned = cleanLayers(look.library(), look.job);
    if (!cleaned)
        return cleaned.error();
    for (const CleanItem &item : items) {
        const bool isWheels = item.path == look.library().wheels();
        if (isWheels ? cleaned->wheels > 0 : !QFileInfo::exists(item.path))
            outcome.removed += item;
        else
            outcome.left += Text::tr("%1 stays: it is being used at this moment.")
                                .arg(QDir::toNativeSeparators(item.path));
    }
    return {};
}

Result<> planEnvironments(const CleanLook &look, CleanPlan &plan)
{
    for (const Install &install : look.installs.installs) {
        if (!mayHaveEnvironments(look, install))
            continue;
        const Result<EnvReport> report =
            reportEnvs(look.services.environments, install, look.job, EnvSizes::Count);
        if (!report && report.error().code == ErrorCode::Cancelled)
            return report.error();
        if (!report) { // of this install nothing is known: the others are looked at
            plan.left += report.error().message;
            continue;
        }
        for (const UnusedEnv &env : report->unused)
            addEnvironment(look, install, env, plan);
    }
    return {};
}

Result<> removeEnvironments(const CleanLook &look, const QList<CleanItem> &items,
                            CleanOutcome &outcome)
{
    for (const CleanItem &item : items) {
        const Install *const install = findByName(look, item.install);
        if (!install)
            continue;
        const Result<RemovedEnvs> removed = removeEnvs(look.services.environments, *install,
                                                       {QFileInfo(item.path).fileName()}, look.job);
        if (!removed && removed.error().code == ErrorCode::Cancelled)
            return removed.error();
        if (removed && removed->folders.contains(item.path))
            outcome.removed += item;
        else
            outcome.left += removed ? removed->left : QStringList{removed.error().message};
    }
    return {};
}

Result<> planKeptPacks(const CleanLook &look, CleanPlan &plan)
{
    for (const Install &install : look.installs.installs) {
        for (const KeptPack &pack : readKeptPacks(look.library(), install.id)) {
            if (pack.hasEdits) {
                plan.left += Text::tr("%1 stays: it holds somebody's own changes.")
                                 .arg(QDir::toNativeSeparators(pack.folder));
                continue;
            }
            const Result<> added = addCleanItem(
                look,
                {.kind = CleanKind::KeptPacks,
                 .path = pack.folder,
                 .install = install.name,
                 .why = Text::tr("“%1” as it was before a change; without it that change cannot be "
                                 "taken back. It goes to the recycle bin where there is one.")
                            .arg(pack.pack)},
                plan);
            if (!added)
                return added;
        }
    }
    return {};
}

Result<> removeKeptPacks(const CleanLook &look, const QList<CleanItem> &items,
                         CleanOutcome &outcome)
{
    const QDateTime now = look.services.clock.now().addSecs(1);
    for (const Install &install : look.installs.installs) {
        const bool isMeant = std::any_of(items.begin(), items.end(), [&](const CleanItem &item) {
            return item.install == install.name;
        });
        if (!isMeant)
            continue;
        const Result<> settled =
            settleKeptPacks(look.library(), install.id, now, look.services.host, look.job);
        if (!settled)
            outcome.left += settled.error().message;
    }
    for (const CleanItem &item : items) {
        if (!QFileInfo::exists(item.path))
            outcome.removed += item;
    }
    return {};
}

} // namespace portico
