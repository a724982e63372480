// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace portico::helper {

/**
 * `portico-helper hardware nvml|adapters`: asks a graphics driver what it knows of the GPUs and
 * prints it as one JSON object. A process of its own, because drivers hang and crash. Exit code 0
 * when something was printed.
 */
int runHardware(const QStringList &arguments);

} // namespace portico::helper
