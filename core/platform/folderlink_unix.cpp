// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/folderlink.h"
#include "core/platform/hostos.h"
#include "core/platform/symboliclink.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <unistd.h>

namespace portico {

Result<> makeFolderLink(const QString &target, const QString &link)
{
    return makeLink(folderLinkText(target, link, hostOs()), link);
}

bool isFolderLink(const QString &path)
{
    return QFileInfo(path).isSymLink();
}

std::optional<QString> folderLinkTarget(const QString &path)
{
    const Result<QString> text = readLink(path);
    if (!text)
        return std::nullopt;
    return QDir::cleanPath(QFileInfo(path).dir().absoluteFilePath(*text));
}

Result<> removeFolderLink(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return {};
    if (!info.isSymLink())
        return fileError(FileAct::Remove, path, EINVAL);
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return fileError(FileAct::Remove, path, errno);
    return {};
}

} // namespace portico
