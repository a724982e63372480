// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/os.h"
#include "core/base/result.h"

namespace portico {

class ProcessRunner;

/** What a Python says about its own installation; a virtual environment's tells of its base. */
struct PythonFacts
{
    QString executable; ///< the base's own
    QString version;
    int major = 0;
    int minor = 0;
    QString prefix;
    QString standardLibrary;
    QString platformLibrary; ///< compiled modules' parent; the same but on a few systems
    QString include;
    QString sharedLibrary;    ///< absolute; empty when the interpreter holds it itself
    QString scheme;           ///< "posix_prefix" or "nt" unless somebody changed Python
    bool isManaged = false;   ///< marked EXTERNALLY-MANAGED: a distribution's, or uv's
    bool isFramework = false; ///< macOS framework build

    bool isNewEnough() const { return major == 3 && minor >= 10; }
};

/** Asks it. Blocking. Errors: ProcessFailed with its last words. */
Result<PythonFacts> pythonFacts(const QString &python, const ProcessRunner &processes,
                                const JobContext &job);

/**
 * Copies interpreter, standard library, headers and shared library, without packages, tests and
 * bytecode, into `target`, lets the interpreter find its own library there, and proves the copy: it
 * runs with an empty environment, imports what ComfyUI needs, and maps no file of the original.
 * Blocking. Errors: Unsupported with the reason why this Python cannot be copied; those of the file
 * system. Then the target's content is undefined.
 */
Result<> copyPython(const PythonFacts &facts, const QString &target, Os os,
                    const ProcessRunner &processes, const JobContext &job);

} // namespace portico
