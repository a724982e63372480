// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"

namespace portico::cli {

/** "porticoctl bundle publish": its options, and the verb itself. */
void declareBundlePublish(QCommandLineParser &parser);
std::unique_ptr<RunningCommand> bundlePublishing(const CommandContext &context,
                                                 const QString &file);

/** "--volume-size" as bytes: "1900M", "2G", "65536"; 0 where it was not said. Usage. */
Result<qint64> volumeSizeOf(const QCommandLineParser &parser);

} // namespace portico::cli
