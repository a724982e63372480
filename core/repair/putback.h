// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/repair/drift.h"
#include "core/repair/filesource.h"

namespace portico {

/** How a drifted base becomes what it was. Private to core/repair. */
struct PutBackPlan
{
    QList<WantedFile> wanted{}; ///< changed and removed ones
    QStringList leaving{};      ///< added ones
    QStringList sources{};      ///< names of what will be used, the best first
    QStringList nowhere{};      ///< paths that nobody may have
    qint64 bytes = 0;
    bool needsNetwork = false;
};

/** Looks only. */
Result<PutBackPlan> planPutBack(const RepairServices &services, const Install &install,
                                const DriftedTree &base, const JobContext &job);

/** What came of it. */
struct PutBackOutcome
{
    qsizetype brought = 0;
    qsizetype left = 0;     ///< added files that were moved away
    QStringList missing{};  ///< paths that could not be had
    QStringList problems{}; ///< translated sentences: why sources failed
};

/**
 * Gets every wanted file into staging first and compares it with the manifest, then exchanges them
 * all; what is replaced or was added goes to `kept`. Offline as far as possible: sources that need
 * the network are asked last, for what is still missing. Blocking. Errors: Cancelled, DiskFull, Io.
 */
Result<PutBackOutcome> carryOutPutBack(const RepairServices &services, const Install &install,
                                       const DriftedTree &base, const QString &kept,
                                       const QString &step, const JobContext &job);

} // namespace portico
