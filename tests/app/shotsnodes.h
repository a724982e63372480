// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/shooter.h"

namespace portico::app {

/** The Nodes tab in its states, the dialogs of node packs, a plan's and a repair's states. */
void shootNodes(const Shoot &shoot, const Prepare &prepare);

} // namespace portico::app
