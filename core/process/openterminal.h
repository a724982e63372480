// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/process/terminalrules.h"

namespace portico {

/**
 * Opens the person's terminal as they wished. `folder` is where its small files go; each opening
 * overwrites those of before. Blocking, milliseconds; the terminal lives on by itself. Errors: Io,
 * NotFound (this desktop has no terminal that we know), ProcessFailed.
 */
Result<> openTerminal(const TerminalWish &wish, const QString &folder, Os os);

} // namespace portico
