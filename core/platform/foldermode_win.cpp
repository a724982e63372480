// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/foldermode.h"

namespace portico {

Result<> setFolderMode(const QString &, int)
{
    return {};
}

} // namespace portico
