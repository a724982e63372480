// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/lock.h"

namespace portico {

/**
 * resolveLock() that changes as little as possible: `installed` ("numpy==2.3.4") stays at that
 * version where everything allows it. Blocking. Errors: its own.
 */
Result<Lock> resolveLockNear(const QStringList &installed, const LockRequest &request, const Uv &uv,
                             const JobContext &job);

} // namespace portico
