// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/folderlink.h"
#include "core/platform/nativepath.h"

#include <QDir>
#include <QFileInfo>
#include <qt_windows.h>

#include <winioctl.h>

namespace portico {

namespace {

Result<> turnIntoJunction(const QString &target, const QString &link)
{
    const HANDLE folder =
        CreateFileW(nativePath(link).c_str(), GENERIC_WRITE, 0, nullptr, OPEN_EXISTING,
                    FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
    if (folder == INVALID_HANDLE_VALUE)
        return fileError(FileAct::Create, link, lastSystemError());
    QByteArray bytes = junctionBytes(target);
    DWORD returned = 0;
    const BOOL isDone =
        DeviceIoControl(folder, FSCTL_SET_REPARSE_POINT, bytes.data(),
                        static_cast<DWORD>(bytes.size()), nullptr, 0, &returned, nullptr);
    const Result<> outcome =
        isDone ? Result<>() : Result<>(fileError(FileAct::Create, link, lastSystemError()));
    CloseHandle(folder);
    return outcome;
}

} // namespace

Result<> makeFolderLink(const QString &target, const QString &link)
{
    if (!CreateDirectoryW(nativePath(link).c_str(), nullptr))
        return fileError(FileAct::Create, link, lastSystemError());
    const Result<> turned = turnIntoJunction(target, link);
    if (!turned)
        RemoveDirectoryW(nativePath(link).c_str());
    return turned;
}

bool isFolderLink(const QString &path)
{
    const DWORD attributes = GetFileAttributesW(nativePath(path).c_str());
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_REPARSE_POINT)
        && (attributes & FILE_ATTRIBUTE_DIRECTORY);
}

std::optional<QString> folderLinkTarget(const QString &path)
{
    if (!isFolderLink(path))
        return std::nullopt;
    const QFileInfo info(path);
    const QString target = info.isJunction() ? info.junctionTarget() : info.symLinkTarget();
    if (target.isEmpty())
        return std::nullopt;
    return QDir::cleanPath(QDir::fromNativeSeparators(target));
}

Result<> removeFolderLink(const QString &path)
{
    const DWORD attributes = GetFileAttributesW(nativePath(path).c_str());
    if (attributes == INVALID_FILE_ATTRIBUTES)
        return {};
    if (!isFolderLink(path))
        return fileError(FileAct::Remove, path, static_cast<int>(ERROR_NOT_A_REPARSE_POINT));
    if (!RemoveDirectoryW(nativePath(path).c_str()))
        return fileError(FileAct::Remove, path, lastSystemError());
    return {};
}

} // namespace portico
