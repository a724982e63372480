// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/shooter.h"

namespace portico::app {

/** The Bundles page empty, with results and failures, a run on GitHub, and its dialogs. */
void shootBundles(const Shoot &shoot, const Prepare &prepare);

} // namespace portico::app
