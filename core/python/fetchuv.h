// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/uvprogram.h"

namespace portico {

/**
 * The two ways to fetch the pinned uv. Each makes the folder of `program` anew, in one step at its
 * end, and starts nothing that was not checked by SHA-256. Blocking. Private to core/python.
 */

/** With the pip of a Python on this computer: NotFound without one. */
Result<> fetchUvWithPip(const UvRequest &request, const QString &program,
                        const UvServices &services, const JobContext &job);

/** Its GitHub release, through the mirror if one is set. */
Result<> fetchUvRelease(const UvRequest &request, const QString &program,
                        const UvServices &services, const JobContext &job);

} // namespace portico
