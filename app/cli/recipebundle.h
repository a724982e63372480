// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"

namespace portico {
struct BuiltBundle;
}

namespace portico::cli {

/** `porticoctl bundle build|plan <recipe.json>`: bundles of recipes. */

/** Whether this names a recipe rather than an install: a .json file. */
bool isRecipe(const QString &what);
/** Those options of `bundle` that only recipes have. */
void declareRecipeOptions(QCommandLineParser &parser);
std::unique_ptr<RunningCommand> makeRecipe(const CommandContext &context);

/** What `bundle build` prints of what was made. */
void printBuilt(Terminal &terminal, const BuiltBundle &bundle);

} // namespace portico::cli
