// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"

#include <QCommandLineOption>

namespace portico::cli {

/** `env wishes <install> [<pack>…]`: packs that others want beside themselves, planned and with
 *  --yes installed as by `nodes install`. */
std::unique_ptr<RunningCommand> envWishes(const CommandContext &context);

/** `env system <install>`: packages of the system, as one command; with --yes it is run. */
std::unique_ptr<RunningCommand> envSystem(const CommandContext &context);

/** What both take, and what `nodes install` takes. */
QList<QCommandLineOption> envWishesOptions();

} // namespace portico::cli
