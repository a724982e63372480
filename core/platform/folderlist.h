// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace portico {

/** What a name in a folder is; links are Other. */
enum class FolderEntry { File, Folder, Other };

/**
 * Names everything in a folder, in no order, without asking for anything else of the files, so at
 * the cost of the list alone. The name is UTF-8, on Unix the system's own bytes, and lives as long
 * as the call; `folder` is given the same way. Nothing is named where it cannot be read.
 */
void listFolder(const QByteArray &folder,
                const std::function<void(QByteArrayView name, FolderEntry kind)> &visit);

} // namespace portico
