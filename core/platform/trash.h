// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

namespace portico {

/**
 * Moves a file, folder or link (never its target) to the recycle bin by the freedesktop.org trash
 * specification 1.0: the home trash for its own file system, `$topdir/.Trash/$uid` or
 * `$topdir/.Trash-$uid` for others. Only renames: Unsupported where that is not possible. Not
 * QFile::moveToTrash(), which in Qt 6.4 fails on links whose target is gone.
 */
Result<QString> moveToFreedesktopTrash(const QString &path);

} // namespace portico
