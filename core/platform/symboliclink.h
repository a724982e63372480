// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

namespace portico {

/** Where a link points, exactly as it is written. */
Result<QString> readLink(const QString &path);

/** Makes a link that says exactly `target`. On Windows this needs Developer Mode or Administrator;
 *  PermissionDenied otherwise. */
Result<> makeLink(const QString &target, const QString &path);

} // namespace portico
