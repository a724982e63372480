// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/shooter.h"

namespace portico::app {

/** The Environments tab in its states, and its dialogs. */
void shootEnvs(const Shoot &shoot, const Prepare &prepare);

} // namespace portico::app
