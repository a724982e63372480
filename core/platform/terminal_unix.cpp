// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/terminal.h"

#include <termios.h>
#include <unistd.h>

namespace portico {

bool isTerminal(StandardStream stream)
{
    return ::isatty(stream == StandardStream::Output ? STDOUT_FILENO : STDERR_FILENO) == 1;
}

bool hasInputTerminal()
{
    return ::isatty(STDIN_FILENO) == 1;
}

HiddenInput::HiddenInput()
{
    termios mode{};
    if (!hasInputTerminal() || ::tcgetattr(STDIN_FILENO, &mode) != 0 || (mode.c_lflag & ECHO) == 0)
        return;
    mode.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    m_isHidden = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &mode) == 0;
}

HiddenInput::~HiddenInput()
{
    termios mode{};
    if (!m_isHidden || ::tcgetattr(STDIN_FILENO, &mode) != 0)
        return;
    mode.c_lflag |= ECHO;
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &mode);
}

} // namespace portico
