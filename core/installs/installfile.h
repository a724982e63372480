// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

#include <QList>

#include <functional>

namespace portico {

/**
 * `install.json` on disk: small files, quick, so no JobContext. A DocumentFile (core/io): written
 * atomically and durably, the last good copy beside it, a file that cannot be read kept aside and
 * never overwritten.
 */

/** Errors: NotFound, Corrupt (neither the file nor its previous copy can be read), Io. */
Result<Install> loadInstall(const Library &library, const InstallId &id);

/**
 * Writes the whole file. For a new install; to change one use updateInstall. Errors: ReadOnly when
 * a newer Portico wrote what is there, DiskFull, Io: then the old file is untouched.
 */
Result<> saveInstall(const Library &library, const Install &install);

/** The same into a folder that is not yet the install's own place: staging. */
Result<> saveInstallIn(const QString &installFolder, const Install &install);

/**
 * Reads, changes and writes under the install's lock, so that changes of other processes are kept.
 * Returns what was written. Errors: Busy when another process holds the lock for over two seconds.
 */
Result<Install> updateInstall(const Library &library, const InstallId &id,
                              const std::function<void(Install &)> &change);

/** A folder under `installs/` whose install.json cannot be used. */
struct BrokenInstall
{
    InstallId id;
    Error error;
};

/** Every folder of `installs/` whose name can be an id, whole or not. One directory read. */
QList<InstallId> installIds(const Library &library);

/** Everything under `installs/`, sorted by name. */
struct InstallList
{
    QList<Install> installs;
    QList<BrokenInstall> broken;
};

InstallList listInstalls(const Library &library);

/** The install that a person means: by id, else by its exact name. Errors: NotFound, naming what
 *  there is. */
Result<Install> findInstall(const Library &library, const QString &idOrName);

/** 8188, else the next port that no install uses. */
quint16 nextUnusedPort(const QList<Install> &installs);

} // namespace portico
