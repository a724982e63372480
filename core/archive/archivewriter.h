// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace portico {

enum class PackFormat { Zip, Tar, TarGz, TarZst };

/** A folder to pack. */
struct PackRequest
{
    QString folder;
    QString archive; ///< made anew; what is there is not replaced
    PackFormat format = PackFormat::Zip;
    QString topLevel;      ///< put before every name, such as "bundle"; empty: none
    qint64 volumeSize = 0; ///< bytes; 0: one file
};

/** What went in. */
struct PackSummary
{
    qint64 entries = 0;
    qint64 bytes = 0; ///< of the files
    qint64 archiveBytes = 0;
    QStringList files{}; ///< the archive, or its volumes in their order
};

/**
 * Packs a folder's content. The same tree gives the same bytes anywhere: entries sorted, all times
 * 1980-01-01, no owners, modes 0755 or 0644. Symbolic links stay links; special files are refused.
 * zip64 where it is needed. Zip and tar.zst are compressed on all cores, which changes no byte of
 * them. With a volume size the bytes go into `archive.001`, `archive.002`, …, which are the archive
 * when they are put together; one that needs a single volume is `archive` all the same. A file that
 * changes its size meanwhile is a failure. Blocking; after a failure or cancel no archive is left.
 *
 * Errors: Refused (special files), AlreadyExists, InvalidInput (more than 999 volumes), DiskFull
 * and those of the file system.
 */
Result<PackSummary> packFolder(const PackRequest &request, const JobContext &job);

} // namespace portico
