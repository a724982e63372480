// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"

namespace portico::cli {

Command updateCommand();

} // namespace portico::cli
