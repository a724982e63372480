// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/privilege.h"

namespace portico {

bool isSuperuser()
{
    return false;
}

} // namespace portico
