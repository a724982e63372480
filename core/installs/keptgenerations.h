// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/installs/storeroots.h"

#include <QJsonObject>

namespace portico {

/** So many of the newest stay in any case. */
inline constexpr int kKeptGenerations = 3;

/** Why a generation stays. */
struct GenerationKeepers
{
    bool isCurrent = false;
    bool isPinned = false;
    bool isRecent = false;   ///< one of the last kKeptGenerations
    QStringList snapshots{}; ///< and other roots, for people; those that cannot be read, too

    bool isKept() const { return isCurrent || isPinned || isRecent || !snapshots.isEmpty(); }
};

/** A frozen state never goes away by itself: what is current, pinned, named by a snapshot or one
 *  of the last three stays; the others only go by a cleaning. Pure. */
GenerationKeepers keepersOf(const Install &install, int number, const StoreRoots &roots);

/** All that lies of it on the disk, absolute: its folder first, its manifest, what repairs and the
 *  classic layout keep beside it, its database. Whether they are there or not. */
QStringList generationPaths(const Library &library, const InstallId &id, int number);

/**
 * Takes a generation out of install.json, then its files. A kill leaves it whole, or the next start
 * finishes. The layer that it named is the store's, which is cleaned by itself. Blocking. Errors:
 * Busy (it is current or pinned now, or ComfyUI runs), NotFound, ReadOnly, Io.
 */
Result<> removeGeneration(const Library &library, const InstallId &id, int number,
                          const JobContext &job);

/**
 * The name of the operation of what makes or removes a generation: until install.json lists it, its
 * files are nobody's. Inputs: generationInputs().
 */
QString generationOperation();
QJsonObject generationInputs(const InstallId &id, int number);

/** After a kill: files of a generation that install.json does not list go. Returns whether there
 *  were any. Repeatable. Errors: where install.json cannot be read. */
Result<bool> recoverGeneration(const Library &library, const QJsonObject &inputs,
                               const JobContext &job);

} // namespace portico
