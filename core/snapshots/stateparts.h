// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/installs/library.h"
#include "core/io/treemanifest.h"
#include "core/snapshots/snapshot.h"

namespace portico {

/** A part of an install and what its files are. */
struct StatePart
{
    QString name{}; ///< "runtime", "layer", "pack <name>", "environment <name>"
    Sha256 digest{};

    friend bool operator==(const StatePart &, const StatePart &) = default;
};

QJsonObject toJson(const StatePart &part);

/** Of names, contents and targets of links, whatever the order, time, mode and place. Pure. */
Sha256 treeDigest(const QList<ManifestEntry> &entries);

/** The generation, as its manifest says. A read of some megabytes. Errors: NotFound, Corrupt. */
Result<StatePart> runtimePart(const Library &library, const Install &install);

/** A layer of the store, as its manifest says, without when it was built. Errors: as above. */
Result<StatePart> layerPart(const QString &layerFolder);

/** A node pack as it lies in `folder`, its own; every file is read. Blocking. */
Result<StatePart> packPart(const RecordedPack &pack, const QString &folder, const JobContext &job);

/** An environment's Python and packages. Pure. */
StatePart environmentPart(const RecordedEnv &env);

/** All of an install but its environments. Blocking. Errors: those above. */
Result<QList<StatePart>> stateParts(const Library &library, const Install &install,
                                    const SnapshotContent &content, const JobContext &job);

/** The manifest hash: one SHA-256 that two installs have in common where all these parts are the
 *  same to the byte, wherever they lie. Pure. */
Sha256 manifestHash(QList<StatePart> parts);

} // namespace portico
