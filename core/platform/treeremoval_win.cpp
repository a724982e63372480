// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/nativepath.h"
#include "core/platform/removablepath.h"
#include "core/platform/treeremoval.h"

#include <qt_windows.h>

namespace portico {

namespace {

/** Removes one name: the file, the empty folder, or the link or junction itself, never its target.
 */
Result<> removeName(const QString &path, DWORD attributes)
{
    const std::wstring name = nativePath(path);
    if (attributes & FILE_ATTRIBUTE_READONLY)
        SetFileAttributesW(name.c_str(), attributes & ~DWORD(FILE_ATTRIBUTE_READONLY));
    const BOOL isGone = attributes & FILE_ATTRIBUTE_DIRECTORY ? RemoveDirectoryW(name.c_str())
                                                              : DeleteFileW(name.c_str());
    if (isGone || lastSystemError() == ERROR_FILE_NOT_FOUND)
        return {};
    return fileError(FileAct::Remove, path, lastSystemError());
}

Result<> removeEntry(const QString &path, DWORD attributes, qint64 size,
                     const std::function<void(qint64)> &removed, const JobContext &job)
{
    if (job.isCancelled())
        return cancelledError();
    const bool isFolder =
        (attributes & FILE_ATTRIBUTE_DIRECTORY) && !(attributes & FILE_ATTRIBUTE_REPARSE_POINT);
    if (isFolder) {
        WIN32_FIND_DATAW found = {};
        const HANDLE search = FindFirstFileW((nativePath(path) + L"\\*").c_str(), &found);
        if (search == INVALID_HANDLE_VALUE)
            return fileError(FileAct::Remove, path, lastSystemError());
        Result<> outcome;
        do {
            const QString name = QString::fromWCharArray(found.cFileName);
            if (name != u"." && name != u"..")
                outcome = removeEntry(path + u'/' + name, found.dwFileAttributes,
                                      (static_cast<qint64>(found.nFileSizeHigh) << 32)
                                          | found.nFileSizeLow,
                                      removed, job);
        } while (outcome && FindNextFileW(search, &found));
        FindClose(search);
        if (!outcome)
            return outcome;
    }
    const Result<> outcome = removeName(path, attributes);
    if (outcome)
        removed(isFolder ? 0 : size);
    return outcome;
}

} // namespace

Result<> unlinkTree(const QString &path, const std::function<void(qint64)> &removed,
                    const JobContext &job)
{
    if (!isRemovablePath(path))
        return unsafePathError(path);
    WIN32_FILE_ATTRIBUTE_DATA info = {};
    if (!GetFileAttributesExW(nativePath(path).c_str(), GetFileExInfoStandard, &info)) {
        const int systemError = lastSystemError();
        if (systemError == ERROR_FILE_NOT_FOUND || systemError == ERROR_PATH_NOT_FOUND)
            return {};
        return fileError(FileAct::Remove, path, systemError);
    }
    return removeEntry(path, info.dwFileAttributes,
                       (static_cast<qint64>(info.nFileSizeHigh) << 32) | info.nFileSizeLow, removed,
                       job);
}

} // namespace portico
