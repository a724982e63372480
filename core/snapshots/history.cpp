// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/snapshots/history.h"

#include "core/snapshots/takesnapshot.h"

namespace portico {

History historyOf(const SnapshotList &list, const SnapshotContent &now)
{
    const Sha256 nowId = snapshotId(toJson(now));
    const SnapshotContent *newer = &now;
    History history{.steps = {}, .broken = list.broken};
    for (const Snapshot &snapshot : list.snapshots) {
        HistoryStep step{.snapshot = snapshot, .after = {}, .isNow = snapshot.id == nowId};
        if (snapshot.reason != KeepReason::Import) {
            step.after = compareSnapshots(snapshot.content, *newer);
            newer = &snapshot.content;
        }
        history.steps += step;
    }
    return history;
}

Result<History> readHistory(const Library &library, const Install &install, const JobContext &job)
{
    const Result<SnapshotContent> now = contentOf(library, install, job);
    if (!now)
        return now.error();
    return historyOf(listSnapshots(library, install.id), *now);
}

} // namespace portico
