// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/diagnosis/diagnoser.h"
#include "core/installs/library.h"

#include <QDateTime>

namespace portico {

/** What the log files of an install tell of its last start, also while nothing runs. */
struct LastStart
{
    QDateTime time; ///< when it began; not valid: it was never started
    StartFacts facts;
    QList<Diagnosis> diagnoses; ///< the gravest first
    QList<PackReport> packs;    ///< in the order of the log
};

/**
 * Reads the log of the last start from the rotated files on disk: nothing else is kept. Blocking;
 * some milliseconds, a second after a flood. An install that was never started has an empty answer.
 * Errors: Cancelled.
 */
Result<LastStart> readLastStart(const Library &library, const InstallId &id, const JobContext &job);

/** The same for one file: of Portico, or anything that ComfyUI printed (plain or .gz). Errors:
 *  NotFound, Io. */
Result<LastStart> readLogFile(const QString &path, const JobContext &job);

} // namespace portico
