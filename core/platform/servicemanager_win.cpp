// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/servicemanager.h"

namespace portico {

void tellServiceManager(ServiceState, const QString &)
{
    // Windows starts programs of this kind by its task planner, which asks for nothing.
}

} // namespace portico
