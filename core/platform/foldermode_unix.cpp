// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/foldermode.h"

#include <QFile>

#include <cerrno>
#include <sys/stat.h>

namespace portico {

Result<> setFolderMode(const QString &folder, int mode)
{
    if (::chmod(QFile::encodeName(folder).constData(), static_cast<mode_t>(mode) & 0777) != 0)
        return fileError(FileAct::Write, folder, errno);
    return {};
}

} // namespace portico
