// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/comeforward.h"

#include <windows.h>

namespace portico {

void letOthersComeForward()
{
    ::AllowSetForegroundWindow(ASFW_ANY);
}

} // namespace portico
