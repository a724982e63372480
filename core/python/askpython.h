// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/process/processrunner.h"

namespace portico {

/** What a Python printed, and how it ended. */
struct PythonAnswer
{
    ExitStatus status{};
    QByteArray output{}; ///< trimmed; its first 64 KiB
};

/**
 * Runs a short program in a Python: isolated, without bytecode, in a clean environment, with a
 * limit of 30 s of silence. Blocking. Errors: ProcessFailed (it does not start), Timeout,
 * Cancelled.
 */
Result<PythonAnswer> askPython(const QString &python, const QString &program,
                               const ProcessRunner &processes, const JobContext &job);

} // namespace portico
