// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/snapshots/restoresnapshot.h"
#include "core/vendoring/vendoredstore.h"

namespace portico {

/** What to keep for offline. */
struct KeepRequest
{
    InstallId install{};
    QString snapshot{}; ///< as findSnapshot() takes it; empty: the install as it is now
};

/** One part that will be kept. */
struct KeepItem
{
    VendoredKind kind = VendoredKind::Wheel;
    QString name{};
    qint64 bytes = -1;      ///< before it is packed; -1: it has to be fetched to be known
    bool isKept = false;    ///< it lies in the store already
    bool isFetched = false; ///< it is not on this computer any more
};

struct KeepPlan
{
    QString id{}; ///< of the state
    QList<KeepItem> items{};

    qint64 bytes() const; ///< of those that are not kept yet, as far as they are known
};

/** "<install>-<short id>": the id of the state that keeps this content. Pure. */
QString vendoredId(const InstallId &install, const SnapshotContent &content);

/** The install with the generation that the content is of, as its only one. Errors: Unsupported (an
 *  adopted folder), NotFound (the generation is gone). Small reads. */
Result<Install> installForKeeping(const Library &library, const Install &install,
                                  const SnapshotContent &content);

/** What would be kept, by files alone; nothing is written. Blocking. Errors: NotFound (install,
 *  snapshot), Unsupported (an adopted folder), Cancelled. */
Result<KeepPlan> planKeeping(const RestoreServices &services, const KeepRequest &request,
                             const JobContext &job);

/**
 * Brings all that a rebuild of the state needs into the library's store: the generation, every node
 * pack, the wheels of the layer, environments, and the program that installs them. Each is compared
 * with what promises it: the generation's manifest, a pack's commit or digest, the hashes of the
 * lock. What cannot be had is named in `lacks`, with why, and the rest is kept all the same. It can
 * be interrupted at any moment; the next call goes on. The present state becomes a snapshot, too.
 *
 * Blocking. Errors: as above, Busy, DiskFull, those of the file system.
 */
Result<VendoredState> keepForOffline(const RestoreServices &services, const KeepRequest &request,
                                     const JobContext &job);

} // namespace portico
