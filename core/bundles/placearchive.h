// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/platform/durable.h"

#include <QList>
#include <QStringList>

namespace portico {

/** SHA-256 of files that are one when they are put together. */
struct VolumeHashes
{
    Sha256 whole{};
    QList<Sha256> each{}; ///< in the order of the files
    qint64 bytes = 0;
};

/** Reads them once. Blocking. */
Result<VolumeHashes> hashVolumes(const QStringList &files, const JobContext &job);

/** The archive as it lies there: itself, or its volumes in their order; empty: it is not there. */
QStringList archiveFiles(const QString &archive);

/** A finished archive that gets its place and name. */
struct ArchivePlace
{
    QStringList made; ///< the archive, or its volumes in their order
    QString target;   ///< the archive's name; volumes get `.001`, … behind it
    VolumeHashes hashes{};
    IfExists ifExists = IfExists::Refuse;
};

/**
 * Moves it there, by a copy where that is another disk, with its hashes beside it: one `.sha256`
 * for all, as `sha256sum -c` reads it. What can be read there is whole at every moment: of volumes
 * the first one comes last, and none can be read without it. An old archive of that name goes,
 * whether it is one file or several; of one that is replaced by volumes, or was in volumes, a kill
 * may leave neither. What a killed one left is cleared away by the next. Returns the files.
 *
 * Errors: AlreadyExists, DiskFull (before a byte is copied to another disk), those of the file
 * system.
 */
Result<QStringList> placeArchive(const ArchivePlace &place, const JobContext &job);

} // namespace portico
