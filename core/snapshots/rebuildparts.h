// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/unpack.h"
#include "core/snapshots/rebuildvendored.h"

namespace portico {

/** Of archives of our own, whose hash was compared: what packs well is no bomb. Pure. */
UnpackLimits vendoredLimits();

/** Unpacks the kept isolated environments of an install that was rebuilt, each by one rename, and
 *  notes them, or why not, in `rebuilt`. Private to core/snapshots. Blocking. */
void placeEnvironments(const RestoreServices &services, const VendoredState &state,
                       RebuiltInstall &rebuilt, const JobContext &job);

} // namespace portico
