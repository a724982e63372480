// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/snapshots/comparesnapshots.h"
#include "core/snapshots/snapshotstore.h"

namespace portico {

/** A state that an install was in, and what came after it. */
struct HistoryStep
{
    Snapshot snapshot{};
    /** What is different in the next newer state, or now. None of imported ones: the install was
     *  never in them. */
    QList<SnapshotChange> after{};
    bool isNow = false; ///< the install is in it at this moment
};

/** What became of an install, as its snapshots tell it. */
struct History
{
    QList<HistoryStep> steps{}; ///< the newest first
    QList<BrokenSnapshot> broken{};
};

/** Pure. */
History historyOf(const SnapshotList &list, const SnapshotContent &now);

/** Of an install as it is at this moment; starts nothing. Blocking: a small read for each snapshot,
 *  and contentOf(). Errors: those of contentOf(). */
Result<History> readHistory(const Library &library, const Install &install, const JobContext &job);

} // namespace portico
