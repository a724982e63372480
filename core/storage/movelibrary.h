// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/library.h"

#include <QStringList>

namespace portico {

class Host;

/** How a library came to its new place. */
struct MovedLibrary
{
    QString from;
    QString to;
    bool wasRenamed = false; ///< on the same disk: nothing was copied
    qint64 files = 0;
    qint64 bytes = 0;
    qint64 resumedBytes = 0; ///< of these, what an interrupted move had copied already
    QStringList remarks{};   ///< whole sentences: what the person should know
};

/**
 * Moves a library to another place: one rename on the same disk, else a copy, every file of which
 * is read back and compared with the first before the old library goes. Interrupted at any moment
 * one of the two is whole and is what programs find; the same call again goes on with what was
 * copied. Links stay links; a link that leads out of the library still leads there.
 *
 * Nothing of the library may run or be worked on meanwhile. Blocking. Errors: NotFound, Usage (one
 * inside the other), AlreadyExists (something is at the new place), Busy (named), Refused (another
 * disk is mounted inside), DiskFull (with both sizes, before anything is copied), HashMismatch (the
 * new disk does not give back what was written), Cancelled, ...
 */
Result<MovedLibrary> moveLibrary(const Library &library, const QString &to, const Host &host,
                                 const JobContext &job);

/** The step names that it announces. */
QStringList moveLibrarySteps();

} // namespace portico
