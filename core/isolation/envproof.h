// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envstate.h"

namespace portico {

/**
 * What names of files do not tell of one that seems built: each package of its lock is there in its
 * version, conda's as well, and its interpreter starts. Makes it Broken otherwise. Blocking; a
 * start of Python without its packages, some ten milliseconds.
 */
void proveEnv(EnvHealth &health, Os os);

/** What a lock names and a folder of packages lacks: "numpy 2.0.0"; empty: nothing. Small reads. */
QString firstMissingOfLock(const QString &place, Os os);

} // namespace portico
