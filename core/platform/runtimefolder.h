// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

namespace portico {

/**
 * `portico` in XDG_RUNTIME_DIR, else `/tmp/portico-<uid>`; made when missing. Refused unless it is
 * a real folder, ours, and closed to everybody else: in /tmp another user could have put it there.
 */
Result<QString> ownRuntimeFolder();

} // namespace portico
