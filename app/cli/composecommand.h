// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"

namespace portico::cli {

/** The options of `porticoctl install --compose`. */
void declareComposeOptions(QCommandLineParser &parser);

/** `porticoctl install --compose`: no bundle, but put together from its parts. */
std::unique_ptr<RunningCommand> makeCompose(const CommandContext &context);

} // namespace portico::cli
