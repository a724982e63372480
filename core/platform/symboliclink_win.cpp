// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/nativepath.h"
#include "core/platform/symboliclink.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <qt_windows.h>

namespace portico {

Result<QString> readLink(const QString &path)
{
    const QString target = QFile::symLinkTarget(path);
    if (target.isEmpty())
        return fileError(FileAct::Read, path, static_cast<int>(ERROR_NOT_A_REPARSE_POINT));
    return target;
}

Result<> makeLink(const QString &target, const QString &path)
{
    const QString resolved = QDir(QFileInfo(path).absolutePath()).absoluteFilePath(target);
    const DWORD flags = SYMBOLIC_LINK_FLAG_ALLOW_UNPRIVILEGED_CREATE
        | (QFileInfo(resolved).isDir() ? DWORD(SYMBOLIC_LINK_FLAG_DIRECTORY) : DWORD(0));
    const std::wstring written = QDir::toNativeSeparators(target).toStdWString();
    if (!CreateSymbolicLinkW(nativePath(path).c_str(), written.c_str(), flags))
        return fileError(FileAct::Create, path, lastSystemError());
    return {};
}

} // namespace portico
