// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/shooter.h"

namespace portico::app {

/** The History tab and its dialogs. */
void shootHistory(const Shoot &shoot, const Prepare &prepare);

} // namespace portico::app
