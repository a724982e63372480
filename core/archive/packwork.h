// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/archivewriter.h"
#include "core/archive/packoutput.h"
#include "core/platform/treewalk.h"

#include <QList>

#include <functional>

namespace portico {

/** One folder on its way into one archive. Private to core/archive; packFolder() is the door. */
struct PackWork
{
    const PackRequest &request;
    const JobContext &job;
    const QList<TreeEntry> &entries; ///< in the archive's order
    qint64 total = 0;                ///< bytes of the files
    PackOutput &output;
    PackSummary summary{};

    QString sourceOf(const TreeEntry &entry) const { return request.folder + u'/' + entry.path; }
    /** Its name in the archive, UTF-8; folders have no '/' at the end. */
    QByteArray nameOf(const TreeEntry &entry) const;
};

/** Permission bits in the archive: those of a program or of anything else. Pure. */
int packedMode(const TreeEntry &entry);

/** All archives have one time: 1980-01-01, UTC. */
inline constexpr qint64 kPackedTime = 315'532'800;

/** Gives a file's bytes in blocks of that size but for the last, counts them, reports and obeys a
 *  cancel. An empty file gives none. */
Result<> readForPacking(PackWork &work, const TreeEntry &entry, qsizetype blockSize,
                        const std::function<Result<>(QByteArray block)> &take);

Result<> writeZip(PackWork &work);
Result<> writeTar(PackWork &work);

} // namespace portico
