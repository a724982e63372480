// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/shooter.h"

namespace portico::app {

/** What the window tells of starts that fail, and the search for a guilty node pack. */
void shootDiagnosis(const Shoot &shoot, const Prepare &prepare);

} // namespace portico::app
