// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace portico {

/**
 * Moves a full log aside: `x.log` becomes `x.1.log.gz`, what had that name `x.2.log.gz`, and so on;
 * `files` stay in all, the one to come included. Where compressing fails the plain `x.1.log` stays.
 */
void rotateLogs(const QString &file, int files);

} // namespace portico
