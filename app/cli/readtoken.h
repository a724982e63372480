// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/terminal.h"

namespace portico::cli {

/** One line of standard input, which is nobody's argument list and in no history. */
QString readToken(Terminal &terminal);

} // namespace portico::cli
