// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"

namespace portico::cli {

/** `porticoctl nodes info <install> <pack>`: one pack of an install, with each of its requirements
 *  and whether it is met, missing or left out by choice. */
std::unique_ptr<RunningCommand> showInstalledPack(const CommandContext &context);

} // namespace portico::cli
