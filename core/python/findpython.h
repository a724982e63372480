// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/os.h"
#include "core/base/result.h"
#include "core/python/interpretercheck.h"

#include <QStringList>

namespace portico {

/** The names a Python may have on PATH of that system, best first. */
QStringList pythonNames(Os os);

/**
 * A Python 3.10 or newer that runs: `wanted` if it is given, else the first on PATH. A launcher or
 * shim is looked through: `executable` is the interpreter itself. Blocking. Errors: NotFound,
 * naming what was tried; Unsupported when the wanted one is too old.
 */
Result<InterpreterFacts> findPython(const QString &wanted, const ProcessRunner &processes, Os os,
                                    const JobContext &job);

} // namespace portico
