// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/terminal.h"

#include <windows.h>

namespace portico {

bool isTerminal(StandardStream stream)
{
    DWORD mode = 0;
    const HANDLE handle =
        GetStdHandle(stream == StandardStream::Output ? STD_OUTPUT_HANDLE : STD_ERROR_HANDLE);
    return GetConsoleMode(handle, &mode) != 0;
}

} // namespace portico
