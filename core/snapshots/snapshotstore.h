// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/installs/library.h"
#include "core/snapshots/snapshot.h"

namespace portico {

/**
 * The snapshots of an install: files of `<install>/snapshots`, which go and move with it. One file
 * a state, written atomically; the name is the SHA-256 of what it says, so that a damaged one is
 * never taken for whole. They never go by themselves.
 */

/** Of one that cannot be used: why. */
struct BrokenSnapshot
{
    QString file{};
    Error error{};
};

struct SnapshotList
{
    QList<Snapshot> snapshots{}; ///< the newest first, by when they were last seen
    QList<BrokenSnapshot> broken{};
};

/** A small read each. Blocking. */
SnapshotList listSnapshots(const Library &library, const InstallId &id);

/** By its id or the beginning of it, or "latest". Errors: NotFound naming what there is, Usage
 *  where several begin so; Corrupt. */
Result<Snapshot> findSnapshot(const Library &library, const InstallId &id, const QString &typed);

/** What is put down about a state. */
struct SnapshotMark
{
    KeepReason reason = KeepReason::ByHand;
    QDateTime now{};
    QDateTime goodStart{}; ///< not valid: nothing new is known
    QString note{};        ///< empty: what there is stays
};

struct KeptSnapshot
{
    Snapshot snapshot{};
    bool isNew = false; ///< else the same state had been kept before
};

/** Blocking: one small durable write. Errors: DiskFull, Io, Busy. */
Result<KeptSnapshot> keepSnapshot(const Library &library, const InstallId &id,
                                  const SnapshotContent &content, const SnapshotMark &mark,
                                  const JobContext &job);

Result<> noteSnapshot(const Library &library, const InstallId &id, const Sha256 &snapshot,
                      const QString &note, const JobContext &job);
Result<> removeSnapshot(const Library &library, const InstallId &id, const Sha256 &snapshot,
                        const JobContext &job);

} // namespace portico
