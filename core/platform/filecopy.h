// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

namespace portico {

/** The plain copy behind cloneFile() on Unix: content, mode and time. Private to core/platform. */
Result<> copyFile(const QString &from, const QString &to);

/** Gives `to` the mode and time of `from`. */
Result<> copyMetadata(const QString &from, const QString &to);

} // namespace portico
