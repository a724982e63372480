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

bool hasInputTerminal()
{
    DWORD mode = 0;
    return GetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), &mode) != 0;
}

HiddenInput::HiddenInput()
{
    DWORD mode = 0;
    const HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    if (GetConsoleMode(input, &mode) != 0 && (mode & ENABLE_ECHO_INPUT) != 0)
        m_isHidden = SetConsoleMode(input, mode & ~static_cast<DWORD>(ENABLE_ECHO_INPUT)) != 0;
}

HiddenInput::~HiddenInput()
{
    DWORD mode = 0;
    const HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    if (m_isHidden && GetConsoleMode(input, &mode) != 0)
        SetConsoleMode(input, mode | ENABLE_ECHO_INPUT);
}

} // namespace portico
