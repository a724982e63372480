// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/platform/durable.h"

namespace portico {

/** One try to rename; 0 or the system's number. Private to core/platform: durable.cpp repeats it.
 */
int renameOnce(const QString &from, const QString &to, IfExists ifExists);

/** Whether a failed rename may succeed a moment later: somebody, such as a virus scanner, holds the
 *  file. */
bool isPassingFailure(int systemError, const QString &from, const QString &to);

} // namespace portico
