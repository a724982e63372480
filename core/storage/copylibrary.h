// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QString>

namespace portico {

// Private to core/storage.

/** What a copy brought over. */
struct CopiedTree
{
    qint64 files = 0;
    qint64 bytes = 0;
    qint64 resumedBytes = 0; ///< of these, what was there already
};

/** How much a copy has to bring: files with several names count once. Blocking. */
Result<CopiedTree> measureForCopy(const QString &from, const JobContext &job);

/**
 * Makes `to` the same as `from`: files with several names keep them, modes and times too; what is
 * there already (by size and time) is not copied again, what is not in `from` goes. Sockets and
 * pipes of programs that ran are left out. Durable when it returns. Blocking.
 */
Result<CopiedTree> copyAgain(const QString &from, const QString &to, const QString &step,
                             const JobContext &job);

/** Reads every file of both and compares; one that is not the same is copied anew once. Blocking.
 *  Errors: HashMismatch, naming the file. */
Result<> verifyCopy(const QString &from, const QString &to, const QString &step,
                    const JobContext &job);

} // namespace portico
