// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"

namespace portico::cli {

/** "porticoctl catalogue promote FILE BUNDLE": its options, and the verb itself. */
void declareCataloguePromote(QCommandLineParser &parser);
std::unique_ptr<RunningCommand> cataloguePromoting(const CommandContext &context);

} // namespace portico::cli
