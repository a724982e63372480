// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/packrecords.h"
#include "core/repair/repairparts.h"

#include <QList>

namespace portico {

// Where the files of a node pack can be had from; private to core/repair.

/** A place that has a whole copy of a pack. */
struct PackOrigin
{
    QString name; ///< for people: "its own repository"
    PackSource source{};
    bool needsNetwork = false;
};

/** The best first: its own repository, the archive that is kept, where it was copied from, the
 *  network. Looks whether files are there. `record` may be null. */
QList<PackOrigin> packOrigins(const Library &library, const InstallId &id, const NodePack &pack,
                              const PackRecord *record);

/** Gets a copy into `into`, which is made; returns the pack's folder in it. Blocking. Errors:
 *  those of obtainPack(). */
Result<QString> freshCopy(const RepairServices &services, const PackOrigin &origin,
                          const QString &into, const JobContext &job);

/** The pack as it is goes, whole, to what *take back* brings back; of a checkout with a patch. */
Result<> keepEdited(const RepairWork &work, const NodePack &pack);

bool isFileOrLink(const QString &path);
/** Whether it has that hash; a null one means that any does. */
bool hasHash(const QString &path, const Sha256 &hash, const JobContext &job);

} // namespace portico
