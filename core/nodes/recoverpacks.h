// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/library.h"
#include "core/installs/recovery.h"

namespace portico {

/**
 * After recoverLibrary(), at every start of both programs: takes back changes of packs that were
 * interrupted before their point of no return, finishes those after it. Costs one directory read
 * when there is nothing to do. Adds to the report. Blocking.
 */
Result<> recoverPacks(const Library &library, RecoveryReport &report, const JobContext &job);

/** Both, in their order: what a start of either program begins with. Blocking. */
Result<RecoveryReport> recoverAll(const Library &library, const JobContext &job);

} // namespace portico
