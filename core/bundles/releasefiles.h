// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace portico {

/** What a release of a bundle has: the archive, or all its volumes in their order, and the .sha256
 *  beside each. Errors: NotFound (names the volume). */
Result<QStringList> filesToRelease(const QString &bundle);

/** "v1.2.0" of "name-linux-x64-v1.2.0.zip"; empty where the name has no version. Pure. */
QString releaseTag(const QString &bundle);

} // namespace portico
