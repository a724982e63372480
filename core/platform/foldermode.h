// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

namespace portico {

/** Gives a folder its permission bits; nothing to do on Windows. */
Result<> setFolderMode(const QString &folder, int mode);

} // namespace portico
