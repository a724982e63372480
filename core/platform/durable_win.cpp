// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/durable.h"
#include "core/platform/durablestep.h"
#include "core/platform/fileerror.h"
#include "core/platform/nativepath.h"
#include "core/platform/treewalk.h"

#include <qt_windows.h>

#include <io.h>

namespace portico {

namespace {

Result<> syncPath(const QString &path)
{
    const HANDLE handle =
        CreateFileW(nativePath(path).c_str(), GENERIC_WRITE,
                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
                    FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
    if (handle == INVALID_HANDLE_VALUE) {
        if (lastSystemError() == ERROR_ACCESS_DENIED)
            return {}; // a read-only file: NTFS writes it with its journal
        return fileError(FileAct::Write, path, lastSystemError());
    }
    const bool isSynced = FlushFileBuffers(handle);
    const int systemError = lastSystemError();
    CloseHandle(handle);
    if (!isSynced)
        return fileError(FileAct::Write, path, systemError);
    return {};
}

} // namespace

int renameOnce(const QString &from, const QString &to, IfExists ifExists)
{
    const DWORD flags = MOVEFILE_WRITE_THROUGH
        | (ifExists == IfExists::Replace ? DWORD(MOVEFILE_REPLACE_EXISTING) : DWORD(0));
    if (MoveFileExW(nativePath(from).c_str(), nativePath(to).c_str(), flags))
        return 0;
    return lastSystemError();
}

int removeOnce(const QString &file)
{
    if (DeleteFileW(nativePath(file).c_str()))
        return 0;
    const int systemError = lastSystemError();
    return systemError == ERROR_FILE_NOT_FOUND || systemError == ERROR_PATH_NOT_FOUND ? 0
                                                                                      : systemError;
}

// A scanner that has the file open looks just like a missing right, so both are waited out.
bool isPassingFailure(int systemError, const QStringList &)
{
    return systemError == ERROR_ACCESS_DENIED || systemError == ERROR_SHARING_VIOLATION
        || systemError == ERROR_LOCK_VIOLATION || systemError == ERROR_USER_MAPPED_FILE;
}

Result<> syncFile(QFileDevice &file)
{
    if (!file.flush())
        return fileError(FileAct::Write, file.fileName(), lastSystemError());
    const auto handle = reinterpret_cast<HANDLE>(_get_osfhandle(file.handle()));
    if (!FlushFileBuffers(handle))
        return fileError(FileAct::Write, file.fileName(), lastSystemError());
    return {};
}

// NTFS keeps names in its journal; MOVEFILE_WRITE_THROUGH waits for it.
Result<> syncFolder(const QString &)
{
    return {};
}

Result<> syncTree(const QString &folder, const JobContext &job)
{
    const auto syncEntry = [&folder](const TreeEntry &entry) -> Result<Visit> {
        if (entry.kind == TreeEntry::Kind::File) {
            if (const Result<> synced = syncPath(folder + u'/' + entry.path); !synced)
                return synced.error();
        }
        return Visit::Continue;
    };
    return walkTree(folder, syncEntry, job);
}

} // namespace portico
