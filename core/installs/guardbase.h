// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

#include <QMap>

namespace portico {

/**
 * Writes the constraints that ComfyUI's own pip and uv run under: the exact version of everything
 * in base and view, so that ComfyUI-Manager may add packages and replace none. The torch family is
 * always among them; the rest by the install's `guardBase`, and never of an adopted folder, which
 * is the person's own. Names of folders are read, nothing else. Errors: those of writing.
 */
Result<> writeConstraints(const Library &library, const Install &install, Os os);
/** The same into another file than the install's own. */
Result<> writeConstraintsTo(const QString &file, const Library &library, const Install &install,
                            Os os);

/** The variables that name that file to pip and uv. */
QMap<QString, QString> constraintVariables(const Library &library, const Install &install, Os os);

/** A path as these variables take it: both split them at spaces, and both know file URLs. Pure. */
QString constraintWord(const QString &path, Os os);

} // namespace portico
