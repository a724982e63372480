// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/installfile.h"
#include "core/installs/storeroots.h"
#include "core/storage/cleaning.h"

namespace portico {

// Private to core/storage.

/** What every kind is judged by, read once. */
struct CleanLook
{
    const CleanServices &services;
    const JobContext &job;
    InstallList installs{};
    StoreRoots roots{};
    bool isBuilding =
        false; ///< somebody makes something at this moment, of parts that no one names

    const Library &library() const { return services.library; }
    /** Whether everybody could be asked what they need. */
    bool isCertain() const { return installs.broken.isEmpty() && roots.isCertain(); }
};

/** Each adds what it finds to the plan. */
Result<> planGenerations(const CleanLook &look, CleanPlan &plan);
Result<> planLayers(const CleanLook &look, CleanPlan &plan);
Result<> planEnvironments(const CleanLook &look, CleanPlan &plan);
Result<> planCaches(const CleanLook &look, CleanPlan &plan);
Result<> planStaging(const CleanLook &look, CleanPlan &plan);
Result<> planKeptPacks(const CleanLook &look, CleanPlan &plan);
Result<> planDownloads(const CleanLook &look, CleanPlan &plan);

/** Each takes the items of its kind away; what stays is named in the outcome. */
Result<> removeGenerations(const CleanLook &look, const QList<CleanItem> &items,
                           CleanOutcome &outcome);
Result<> removeLayers(const CleanLook &look, const QList<CleanItem> &items, CleanOutcome &outcome);
Result<> removeEnvironments(const CleanLook &look, const QList<CleanItem> &items,
                            CleanOutcome &outcome);
Result<> removeCaches(const CleanLook &look, const QList<CleanItem> &items, CleanOutcome &outcome);
Result<> removeStaging(const CleanLook &look, const QList<CleanItem> &items, CleanOutcome &outcome);
Result<> removeKeptPacks(const CleanLook &look, const QList<CleanItem> &items,
                         CleanOutcome &outcome);
Result<> removeDownloads(const CleanLook &look, const QList<CleanItem> &items,
                         CleanOutcome &outcome);

/** Whether somebody holds a lock in this folder of locks. */
bool isAnyLockHeld(const QString &folder);

/** Adds an item with its measured size, unless nothing is there. */
Result<> addCleanItem(const CleanLook &look, CleanItem item, CleanPlan &plan);

} // namespace portico
