// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/privilege.h"

#include <unistd.h>

namespace portico {

bool isSuperuser()
{
    return ::geteuid() == 0;
}

} // namespace portico
