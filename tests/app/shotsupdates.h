// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/shooter.h"

namespace portico::app {

/** Updates of Portico in the settings: nothing asked yet, a newer one and its notice, downloading,
 *  held back by a running install, and somebody else's work. */
void shootUpdates(const Shooter &shooter);

} // namespace portico::app
