// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

class QCoreApplication;

namespace portico::helper {

/**
 * `portico-helper session --library DIR --install ID [--detached] [--port N] [--next-free-port]
 * [--safe]`: the session server of one install, until its session ends. With `--sweep` only ends
 * what a killed session server left behind. What goes wrong before clients can connect is the last
 * line on standard error, as JSON. Returns the exit code: 0, 1 failed, 2 usage, 5 busy.
 */
int runSession(QCoreApplication &application, const QStringList &arguments);

} // namespace portico::helper
