// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/probetorch.h"
#include "core/repair/repairplan.h"

namespace portico {

/** Whether ComfyUI is started at the end. */
enum class FinalStart { Start, Skip };
/** What becomes of the work that ComfyUI-Manager has pending. */
enum class PendingWork { Leave, Clear };

/** What becomes of what somebody changed by hand in node packs. */
enum class HandEdits { Leave, PutBack };

struct RepairRequest
{
    InstallId install;
    FinalStart start = FinalStart::Start;
    PendingWork pending = PendingWork::Leave;
    HandEdits edits = HandEdits::Leave;
};

/** What became of it. */
struct RepairOutcome
{
    RepairPlan plan{};     ///< what was done, as planned at its beginning
    QStringList notDone{}; ///< translated sentences, each naming what could not be had and why
    QString backup{};      ///< where replaced and removed files are now; empty: none were
    std::optional<TorchProbe> probe{};
    bool hasStarted = false; ///< ComfyUI was started and became ready
    std::optional<Error> startFailure{};
    Verdict verdict{}; ///< afterwards

    /** Nothing is left to repair, and it starts (if it was to be started). */
    bool isGood() const;
    QString sentence() const; ///< one translated line for people
};
QJsonObject toJson(const RepairOutcome &outcome);

/**
 * Plans anew and carries it out, step by step (announced by their titles). Idempotent: a second run
 * changes nothing. Killed or cancelled at any point, the next run goes on from there; every file is
 * whole at any time, and nothing is overwritten that was not first moved to the backup. Ends with
 * the probe, a real start until ready (and stop), and the verdict. Blocking.
 *
 * Errors: NotFound; Busy (a session runs, or another repair); ReadOnly (a newer Portico's install),
 * Cancelled, DiskFull, Io. What single steps lack (a network, a file that nobody has) is told in
 * `notDone`.
 */
Result<RepairOutcome> runRepair(const RepairServices &services, const RepairRequest &request,
                                const ComputerSource &computer, const JobContext &job);

/** Only the drift of base and view, without start: what the card's *put back* does. */
Result<RepairOutcome> putBack(const RepairServices &services, const InstallId &install,
                              const JobContext &job);

/**
 * Packages that were added to base or view become needs of the install's extras, then base and view
 * are put back and a layer is made that holds them. Errors as runRepair(); NotFound where nothing
 * was added.
 */
Result<RepairOutcome> absorb(const RepairServices &services, const InstallId &install,
                             const JobContext &job);

/** Brings an adopted folder back to what it was before its last repair. Errors: NotFound without a
 *  backup, Busy, Io. Returns the backup's folder, now empty and gone. */
Result<QString> undoRepair(const Library &library, const InstallId &install, const JobContext &job);

} // namespace portico
