// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "tests/app/shotsnodes.h"

namespace portico::app {

/** An isolated pack among the others, the menu that isolates one and undoes it, both plans, and the
 *  warning after a probe of torch that went wrong. */
void shootIsolation(const Shoot &shoot, TestLibrary &library, MainWindow &window,
                    const InstallId &id);

} // namespace portico::app
