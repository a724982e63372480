// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/storage/cleaning.h"

#include "core/io/filelock.h"
#include "core/io/tree.h"
#include "core/storage/cleanparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <numeric>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Cleaning)
};

/** How one kind is found and taken away. */
struct KindWork
{
    CleanKind kind;
    QLatin1StringView name;
    Result<> (*plan)(const CleanLook &, CleanPlan &);
    Result<> (*remove)(const CleanLook &, const QList<CleanItem> &, CleanOutcome &);
};

constexpr std::array kWorks{
    KindWork{CleanKind::Generations, "generations"_L1, planGenerations, removeGenerations},
    KindWork{CleanKind::Layers, "layers"_L1, planLayers, removeLayers},
    KindWork{CleanKind::Environments, "environments"_L1, planEnvironments, removeEnvironments},
    KindWork{CleanKind::Caches, "caches"_L1, planCaches, removeCaches},
    KindWork{CleanKind::Staging, "staging"_L1, planStaging, removeStaging},
    KindWork{CleanKind::KeptPacks, "kept-packs"_L1, planKeptPacks, removeKeptPacks},
    KindWork{CleanKind::Downloads, "downloads"_L1, planDownloads, removeDownloads},
};

CleanLook lookAt(const CleanServices &services, const JobContext &job)
{
    const Library &library = services.library;
    return {.services = services,
            .job = job,
            .installs = listInstalls(library),
            .roots = storeRoots(library),
            .isBuilding = isAnyLockHeld(library.staging()) || isAnyLockHeld(library.journal())
                || isAnyLockHeld(library.layers())};
}

Result<CleanPlan> planWith(const CleanLook &look, const QSet<CleanKind> &kinds)
{
    CleanPlan plan;
    for (const KindWork &work : kWorks) {
        if (look.job.isCancelled())
            return cancelledError();
        const Result<> planned = kinds.contains(work.kind) ? work.plan(look, plan) : Result<>();
        if (!planned)
            return planned.error();
    }
    return plan;
}

} // namespace

QString cleanKindName(CleanKind kind)
{
    const auto *const work = std::find_if(
        kWorks.begin(), kWorks.end(), [kind](const KindWork &each) { return each.kind == kind; });
    return work->name;
}

QString cleanKindText(CleanKind kind)
{
    switch (kind) {
    case CleanKind::Generations:
        return Text::tr("Old versions of ComfyUI");
    case CleanKind::Layers:
        return Text::tr("Packages that no install uses");
    case CleanKind::Environments:
        return Text::tr("Isolated environments that no node pack asks for");
    case CleanKind::Caches:
        return Text::tr("Caches");
    case CleanKind::Staging:
        return Text::tr("What interrupted work left");
    case CleanKind::KeptPacks:
        return Text::tr("Node packs from before their last change");
    case CleanKind::Downloads:
        return Text::tr("Downloads that no install needs");
    }
    return {};
}

std::optional<CleanKind> cleanKindFromName(QStringView name)
{
    const auto *const work = std::find_if(
        kWorks.begin(), kWorks.end(), [name](const KindWork &each) { return name == each.name; });
    return work == kWorks.end() ? std::nullopt : std::optional(work->kind);
}

QList<CleanKind> allCleanKinds()
{
    QList<CleanKind> kinds;
    for (const KindWork &work : kWorks)
        kinds += work.kind;
    return kinds;
}

qint64 CleanPlan::bytes() const
{
    return std::accumulate(items.begin(), items.end(), qint64(0),
                           [](qint64 sum, const CleanItem &item) { return sum + item.bytes; });
}

qint64 CleanPlan::bytesOf(CleanKind kind) const
{
    return std::accumulate(items.begin(), items.end(), qint64(0),
                           [kind](qint64 sum, const CleanItem &item) {
                               return item.kind == kind ? sum + item.bytes : sum;
                           });
}

bool isAnyLockHeld(const QString &folder)
{
    const QDir locks(folder);
    const QStringList names = locks.entryList({u"*.lock"_s}, QDir::Files | QDir::Hidden);
    return std::any_of(names.begin(), names.end(), [&](const QString &name) {
        return FileLock::holder(locks.filePath(name)).has_value();
    });
}

Result<> addCleanItem(const CleanLook &look, CleanItem item, CleanPlan &plan)
{
    const QFileInfo file(item.path);
    if (!file.exists() && !file.isSymLink())
        return {};
    const Result<TreeSize> size = treeSize(item.path, look.job);
    if (!size)
        return size.error();
    item.bytes = size->bytes;
    plan.items += item;
    return {};
}

Result<CleanPlan> planCleaning(const CleanServices &services, const QSet<CleanKind> &kinds,
                               const JobContext &job)
{
    return planWith(lookAt(services, job), kinds);
}

Result<CleanOutcome> cleanLibrary(const CleanServices &services, const QSet<CleanKind> &kinds,
                                  const JobContext &job)
{
    const CleanLook look = lookAt(services, job);
    const Result<CleanPlan> plan = planWith(look, kinds);
    if (!plan)
        return plan.error();
    CleanOutcome outcome{.left = plan->left};
    for (const KindWork &work : kWorks) {
        if (job.isCancelled())
            return cancelledError();
        QList<CleanItem> items;
        std::copy_if(plan->items.begin(), plan->items.end(), std::back_inserter(items),
                     [&](const CleanItem &item) { return item.kind == work.kind; });
        const Result<> removed = items.isEmpty() ? Result<>() : work.remove(look, items, outcome);
        if (!removed)
            return removed.error();
    }
    for (const CleanItem &item : std::as_const(outcome.removed))
        outcome.bytes += item.bytes;
    return outcome;
}

} // namespace portico
