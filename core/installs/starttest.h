// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

namespace portico {

class ProcessRunner;

/**
 * Starts ComfyUI once as its own makers test it (`--quick-test-for-ci --cpu`): every import, then
 * out. Without node packs, with its data in `scratch`, which must exist and is left filled, and no
 * database. Blocking; minutes at most. A version that does not know the switch is only asked for
 * its help. Error: ProcessFailed with the line that names the reason, and its last words.
 */
Result<> testStart(const QString &comfyFolder, const QString &python, const QString &scratch,
                   const ProcessRunner &processes, const JobContext &job);

/** "ModuleNotFoundError: No module named 'requests'" out of a traceback; empty without one. Pure.
 */
QString reasonInTraceback(const QString &words);

} // namespace portico
