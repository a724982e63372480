// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

namespace portico {

/** Says where a repository of this computer comes from: `address` without secrets. A small write.
 *  Errors: NotFound (no repository), Io. */
Result<> setOrigin(const QString &folder, const QString &address);

} // namespace portico
