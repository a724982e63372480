// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/library.h"

#include <QStringList>

namespace portico {

/** What recovery did, in whole sentences for the log. Nothing to do: all empty. */
struct RecoveryReport
{
    QStringList finished;   ///< removals that were completed
    QStringList rolledBack; ///< additions that were taken back
    QStringList problems;   ///< what could not be done, and is tried again at the next start
    qint64 bytesFreed = 0;
};

/**
 * Cleans up after a Portico that was killed: sweeps staging folders and journal entries whose lock
 * is free, finishes interrupted removals. Runs at every start, of window and porticoctl, before
 * anything else is done with the library. Costs two directory reads when there is nothing to do.
 * Leaves alone what a running Portico holds.
 */
Result<RecoveryReport> recoverLibrary(const Library &library, const JobContext &job);

} // namespace portico
