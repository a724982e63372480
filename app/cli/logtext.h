// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/terminal.h"
#include "core/server/logline.h"

#include <QList>

namespace portico::cli {

/** Prints log lines: as text with their level, or as one `{"type":"log",…}` document a line. */
void printLog(Terminal &terminal, const QList<LogLine> &lines, qint64 dropped);

/** "debug", "info", "warning", "error". */
QString levelName(LogLevel level);
std::optional<LogLevel> levelFromName(QStringView name);

} // namespace portico::cli
