// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/library.h"
#include "core/nodes/nodepack.h"
#include "core/nodes/packrecords.h"

#include <QHash>
#include <QStringList>

namespace portico {

/** What of a node pack is not as it came. Paths are relative to its folder. */
struct PackDamage
{
    QStringList missing{}; ///< came with it and is gone
    QStringList broken{};  ///< emptied, or zeros where text was: nobody writes that
    QStringList edited{};  ///< another content: by hand, as far as anybody can tell
    /** What they were; of a git checkout nothing, its repository knows. */
    QHash<QString, Sha256> hashes{};

    QStringList lost() const { return missing + broken; }
    bool isClean() const { return missing.isEmpty() && broken.isEmpty() && edited.isEmpty(); }
};

/**
 * Compares a pack with what came: a git checkout with its repository, another one with the list
 * that was kept of it and, for files beside its code, with the registry's own list. Nothing where
 * nobody knows what came. Reads only. `record` may be null. Blocking. Errors: Cancelled, Io,
 * Corrupt (a repository that cannot be read). Private to core/repair.
 */
Result<PackDamage> findPackDamage(const Library &library, const InstallId &id, const NodePack &pack,
                                  const PackRecord *record, const JobContext &job);

/** Whether a file of that name would never hold this: nothing at all, or zeros in a text. Pure. */
bool isBrokenContent(QStringView path, QByteArrayView content);

} // namespace portico
