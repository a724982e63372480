// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/displayadapters.h"

namespace portico {

Result<QList<DisplayAdapter>> displayAdapters()
{
    return QList<DisplayAdapter>();
}

} // namespace portico
