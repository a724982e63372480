// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"

namespace portico::cli {

/** "porticoctl bundle diff": its option, and the verb itself, whose exit code is its answer. */
void declareBundleDiff(QCommandLineParser &parser);
std::unique_ptr<RunningCommand> bundleComparing(const CommandContext &context);

} // namespace portico::cli
