// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace portico {

/** One name in a folder. */
struct FolderName
{
    enum class Kind { File, Folder, Other };

    QByteArray name; ///< UTF-8 as far as the system's own is
    Kind kind = Kind::File;
};

/** The names in a folder in no order, without asking for anything else of the files, so at the cost
 *  of the list alone. Links are Other. None where it cannot be read. */
std::vector<FolderName> listFolder(const QString &folder);

} // namespace portico
