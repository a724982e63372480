// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

namespace portico {

class ProcessRunner;

/** What an interpreter says of itself. */
struct InterpreterFacts
{
    QString version; ///< "3.12.10"
    int major = 0;
    int minor = 0;
    QString machine;    ///< "x86_64", "AMD64", "arm64"
    QString prefix;     ///< sys.base_prefix
    QString executable; ///< sys.executable: behind a launcher, the interpreter itself
};

/**
 * Starts the interpreter once, isolated and without writing bytecode; 30 s limit. Blocking.
 * Errors: ProcessFailed with its own last words, Timeout.
 */
Result<InterpreterFacts> checkInterpreter(const QString &python, const ProcessRunner &processes,
                                          const JobContext &job);

} // namespace portico
