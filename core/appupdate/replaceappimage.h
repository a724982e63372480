// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QString>

namespace portico {

/** Where the AppImage before the newest one is kept: beside it. */
QString previousAppImage(const QString &current);

/**
 * Puts a fetched AppImage in the place of the one that runs: it is copied beside it, hashed once
 * more while that is done, and renamed over it in one step; before that the old one gets a second
 * name, previousAppImage(). At every moment `current` is the whole old or the whole new program,
 * also after a kill or a power cut. What a killed one left beside it goes with the next. What runs
 * from the old one goes on. Blocking. Errors: HashMismatch; those of the file system, after which
 * nothing has changed. One at a time for one AppImage: the caller holds a lock.
 */
Result<> replaceAppImage(const QString &current, const QString &fetched, const Sha256 &sha256,
                         const JobContext &job);

} // namespace portico
