// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QSet>
#include <QStringList>

namespace portico {

struct Install;

/**
 * Whether a person's arguments can stand beside Portico's own. Compared exactly, and by argparse's
 * rule that an unknown `--po` means `--port`. Errors: InvalidInput naming the argument and the
 * setting to use instead.
 */
Result<> checkPersonsArguments(const Install &install, const QSet<QString> &knownFlags);

} // namespace portico
