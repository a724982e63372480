// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QString>

namespace portico {

enum class PackFormat { Zip, Tar, TarGz, TarZst };

/** A folder to pack. */
struct PackRequest
{
    QString folder;
    QString archive; ///< made anew; what is there is not replaced
    PackFormat format = PackFormat::Zip;
    QString topLevel; ///< put before every name, such as "bundle"; empty: none
};

/** What went in. */
struct PackSummary
{
    qint64 entries = 0;
    qint64 bytes = 0; ///< of the files
    qint64 archiveBytes = 0;
};

/**
 * Packs a folder's content. The same tree gives the same bytes anywhere: entries sorted, all times
 * 1980-01-01, no owners, modes 0755 or 0644. Symbolic links stay links; special files are refused.
 * zip64 where it is needed. A file that changes its size meanwhile is a failure. Blocking; after
 * a failure or cancel no archive is left.
 */
Result<PackSummary> packFolder(const PackRequest &request, const JobContext &job);

} // namespace portico
