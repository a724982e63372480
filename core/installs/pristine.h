// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QString>

namespace portico {

/** "…/gen-0001" gives "…/gen-0001.pristine". */
QString pristineFolder(const QString &generationFolder);

/**
 * A second name for every file of a fresh generation, so that it can be put back without a network
 * and without its archive, which most people do not keep. Made of reflinks or hard links only, so
 * it costs names and no space: pip and uv remove a file before they write another in its place, and
 * the old one then stays here. A file that somebody rewrites in place is changed here too where it
 * is a hard link; its hash tells, and it is got from elsewhere.
 *
 * Nothing is made where the file system can do neither, or where it is there already. Blocking;
 * about 10 µs a file. Errors: DiskFull, Cancelled, Io: then nothing is left of it.
 */
Result<> keepPristine(const QString &generationFolder, const JobContext &job);

} // namespace portico
