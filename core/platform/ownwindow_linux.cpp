// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/ownwindow.h"

#include <QStandardPaths>

namespace portico {

std::optional<FoundBrowser> findOwnWindowBrowser()
{
    return firstOwnWindowBrowser(
        Os::Linux, [](const QString &name) { return QStandardPaths::findExecutable(name); });
}

} // namespace portico
