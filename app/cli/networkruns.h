// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"

namespace portico::cli {

/** The three things that `porticoctl network` does. */
std::unique_ptr<RunningCommand> showNetwork(const CommandContext &context);
std::unique_ptr<RunningCommand> testNetwork(const CommandContext &context);
std::unique_ptr<RunningCommand> setNetwork(const CommandContext &context);

} // namespace portico::cli
