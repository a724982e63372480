// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/platform/folderlist.h"

namespace portico {

/** What changes when somebody writes a file. */
struct FileStamp
{
    FolderEntry kind = FolderEntry::Other; ///< links are Other
    qint64 size = 0;
    qint64 mtimeNs = 0;
    quint64 inode = 0; ///< 0: the list does not tell (Windows)
    int mode = 0;      ///< permission bits
};

/** Names everything in a folder with its stamp, as listFolder() does, nothing followed. Nothing is
 *  named where it cannot be read. */
void listStamps(const QByteArray &folder,
                const std::function<void(QByteArrayView name, const FileStamp &stamp)> &visit);

} // namespace portico
