// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envoperations.h"
#include "core/nodes/changepacks.h"
#include "core/snapshots/comparesnapshots.h"
#include "core/snapshots/snapshotstore.h"

namespace portico {

/** What restoring needs; all must outlive the call. */
struct RestoreServices
{
    const NodeServices &nodes;
    const EnvOperations &environments;
};

struct RestoreWish
{
    QList<SnapshotPart> parts{}; ///< empty: all
    Exactness exactness = Exactness::Demanded;
    bool isForeign = false; ///< RecordedNodes::isForeign
};

/** A planned restore; nothing is changed yet. Movable. */
struct PreparedRestore
{
    PreparedChange change;
    InstallId install{};
    QString snapshot{};                ///< its short id; for imported ones, too
    QList<SnapshotChange> changes{};   ///< of the wanted parts, from now to then
    QList<RecordedEnv> environments{}; ///< that must be there afterwards

    /** Everything is as it was. */
    bool isEmpty() const;
};

/** What was done. */
struct RestoreOutcome
{
    ChangeOutcome change{};
    Snapshot before{};                           ///< the way back
    QStringList built{};                         ///< environments
    QList<std::pair<QString, Error>> notBuilt{}; ///< the rest is restored all the same
    QStringList remarks{};
};

/**
 * Plans to make an install what a snapshot says: fetches what is not here, changes nothing. Works
 * however broken ComfyUI is. Lacking are, in `change.plan().lacks`, packs that cannot be had again
 * as they were, packages that come out differently, and another generation. Blocking. Errors: those
 * of prepareChange().
 */
Result<PreparedRestore> prepareRestore(const RestoreServices &services, const InstallId &id,
                                       const SnapshotContent &content, const RestoreWish &wish,
                                       const JobContext &job);

/**
 * Takes a snapshot of now, without which nothing is done; then packs, packages, choices and
 * settings at once by carryOut(); then what is missing of the isolated environments is built.
 * Models, pictures and users' files are not touched. Blocking. Errors: those of takeSnapshot(),
 * carryOut().
 */
Result<RestoreOutcome> restore(const RestoreServices &services, PreparedRestore prepared,
                               const JobContext &job);

} // namespace portico
