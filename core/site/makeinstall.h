// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/site/applysite.h"

namespace portico {

/** Makes an install of the site that is not there, of what its "from" says. Private to core/site.
 *  Blocking. Errors: as applySite(). */
Result<Install> makeInstall(const SiteServices &services, const SiteInstall &wanted,
                            const JobContext &job);

} // namespace portico
