// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

namespace portico {

/**
 * Console scripts name their interpreter by its absolute path, which is staging's. Makes those in a
 * Python's own `bin` folder look for it beside themselves, as `uv venv --relocatable` does, and
 * corrects the RECORD files that list them. Small files, quick. Nothing to do where a script is
 * a program (Windows) or does not name this Python.
 */
Result<> relocateScripts(const QString &pythonFolder);

/**
 * Brings the programs of a virtual environment whose packages were taken over into the `bin` of the
 * Python that has them now, made to look for it beside themselves; those of the environment itself
 * (python, activate) stay behind, and what is there already stays. Nothing to do on Windows, whose
 * programs only work where they were made.
 */
Result<> bringScripts(const QString &environment, const QString &pythonFolder);

/**
 * The same for a layer's site, which several installs share: its `bin` holds scripts that name the
 * Python that uv was given. They then take the first python3 on PATH, which is that of the install
 * that runs them (launchCommand puts it there). Windows' programs are left as they are.
 */
Result<> unbindScripts(const QString &site);

/** One script's text made relocatable; the same when it does not name an interpreter in `folder`.
 *  Pure. */
QByteArray relocatedScript(const QByteArray &text, const QString &folder);

} // namespace portico
