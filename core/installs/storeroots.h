// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/installs/library.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace portico {

/**
 * What something beside the installs needs of a library: a snapshot, an export under way. Whatever
 * cleans asks storeRoots() before it takes anything away, so a root is written before the thing it
 * stands for is relied on, and removed after that is gone. It must be written while something else
 * still names what it keeps (an install, a lock), else a cleaning may be faster.
 */
struct StoreRoot
{
    QString owner; ///< the part that wrote it: "snapshots"; letters, digits and '-'
    QString id;    ///< its own name for it; letters, digits, '-' and '_'
    QString name{}; ///< for people, a few words: "the snapshot “before the update” of “Mine”"
    QStringList layers{};                      ///< ids
    QList<Sha256> files{};                     ///< of vendored wheels and kept archives
    QMap<InstallId, QList<int>> generations{}; ///< that must not be pruned
    QStringList environments{};                ///< absolute folders

    friend bool operator==(const StoreRoot &, const StoreRoot &) = default;
};

/** All roots of a library. */
struct StoreRoots
{
    QList<StoreRoot> roots{};
    QStringList unreadable{}; ///< files that cannot be read: they may name anything

    /** Whether all that is kept is known; if not, nothing may be called unused. */
    bool isCertain() const { return unreadable.isEmpty(); }
    /** Names, for people, of those that keep it; with those that cannot be read. */
    QStringList keepersOfLayer(const QString &layer) const;
    QStringList keepersOfGeneration(const InstallId &install, int number) const;
    QStringList keepersOfFile(const Sha256 &file) const;
    QStringList keepersOfEnvironment(const QString &folder) const;
};

/** `store/roots/<owner>.<id>.json`; durable when it returns, replaces the one before. Folders
 *  inside the library are written relative to it, so that it can be moved. Small. Errors: Internal
 *  (a name that cannot be a file's), DiskFull, Io. */
Result<> keepStoreRoot(const Library &library, const StoreRoot &root);

/** Success if there is none. Small. */
Result<> dropStoreRoot(const Library &library, const QString &owner, const QString &id);

/** Reads a few small files: these, and the snapshots of every install (snapshotroots.h). What a
 *  newer Portico wrote counts as unreadable. */
StoreRoots storeRoots(const Library &library);

} // namespace portico
