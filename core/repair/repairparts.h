// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/packstate.h"
#include "core/repair/drift.h"
#include "core/repair/runrepair.h"

namespace portico {

// The parts of planning and running a repair; private to core/repair.

/** What all steps of one run share. */
struct RepairWork
{
    const RepairServices &services;
    const Install &install;
    const ComputerSource &computer;
    QString kept; ///< where what leaves goes: made when the first file does
    const JobContext &job;
    RepairOutcome &outcome;
};

/** A failure of one step that the others need not stop for. Cancelled and a full disk are not. */
bool endsRepair(const Error &error);

// Base and view.
Result<> planDrift(const RepairServices &services, const Install &install, RepairPlan &plan,
                   const JobContext &job);
Result<> runPutBackBase(const RepairWork &work, const QString &step);

// Layer and view.
Result<> planLayerRepair(const RepairServices &services, const Install &install, RepairPlan &plan,
                         const JobContext &job);
Result<> runRebuildLayer(const RepairWork &work, const QString &step);
Result<> runRenewView(const RepairWork &work, const QString &step);

// Node packs.
Result<> planPacks(const RepairServices &services, const Install &install, RepairPlan &plan,
                   const JobContext &job);
/** What enabled packs lack, and what was taken over into the layer and never got there. */
void planPackNeeds(const Library &library, const Install &install, const QList<NodePack> &packs,
                   const QList<PackState> &states, RepairPlan &plan);
Result<> runPutBackPack(const RepairWork &work, const RepairStep &step);
Result<> runMeetPackNeeds(const RepairWork &work);
/** Plans what the install's packs and extras need, builds that layer and switches to it. Returns
 *  sentences on what was to be taken over and cannot be had. Errors: Refused (it cannot be met
 *  without somebody's consent), those of planNodes() and buildLayer(). */
Result<QStringList> makeLayer(const RepairServices &services, const Install &install,
                              const JobContext &job);

// Isolated environments.
Result<> planEnvironments(const RepairServices &services, const Install &install, RepairPlan &plan,
                          const JobContext &job);
Result<> runRepairEnvironments(const RepairWork &work, const RepairStep &step);

// What ComfyUI-Manager would do at the next start.
void planPending(const Library &library, const Install &install, RepairPlan &plan);
Result<> runClearPending(const RepairWork &work);

// Somebody's own folder.
Result<> planAdopted(const RepairServices &services, const Install &install,
                     const ComputerSource &computer, RepairPlan &plan, const JobContext &job);
Result<> runRemoveLeftovers(const RepairWork &work, const QString &step);
Result<> runReinstall(const RepairWork &work, const RepairStep &step);
Result<> runKeepOneProvider(const RepairWork &work, const RepairStep &step);

// Repairs that were interrupted.
inline constexpr QLatin1StringView kRepairOperation{"repair"};
bool hasUnfinishedRepair(const Library &library, const InstallId &id, const JobContext &job);
void forgetUnfinishedRepairs(const Library &library, const InstallId &id, const JobContext &job);

// The end.
Result<> startOnce(const RepairServices &services, const InstallId &id, const JobContext &job);

/** "torch, torchvision and 3 more". */
QString shortList(const QStringList &names);
QString keptFolder(const Library &library, const InstallId &id); ///< a new one, not made yet
/** Only the newest three stay: each may hold a whole torch. */
void pruneKept(const Library &library, const InstallId &id, const JobContext &job);
QString repairPython(const Library &library, const Install &install);

} // namespace portico
