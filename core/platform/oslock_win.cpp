// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/nativepath.h"
#include "core/platform/oslock.h"

#include <qt_windows.h>

namespace portico {

namespace {

HANDLE native(const FileHandle &handle)
{
    return reinterpret_cast<HANDLE>(handle.value());
}

/** Far behind the text: on Windows a locked region cannot be read by others. */
OVERLAPPED lockRegion()
{
    OVERLAPPED region = {};
    region.OffsetHigh = 0x40000000;
    return region;
}

HANDLE openShared(const QString &path, DWORD disposition)
{
    return CreateFileW(nativePath(path).c_str(), GENERIC_READ | GENERIC_WRITE | DELETE,
                       FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, disposition,
                       FILE_ATTRIBUTE_NORMAL, nullptr);
}

bool take(HANDLE handle)
{
    OVERLAPPED region = lockRegion();
    return LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
                      &region);
}

} // namespace

OsLock::~OsLock()
{
    OVERLAPPED region = lockRegion();
    UnlockFileEx(native(m_handle), 0, 1, 0, &region); // closing alone frees it only some time later
}

Result<std::unique_ptr<OsLock>> OsLock::tryLock(const QString &path)
{
    const HANDLE handle = openShared(path, OPEN_ALWAYS);
    if (handle == INVALID_HANDLE_VALUE)
        return fileError(FileAct::Lock, path, lastSystemError());
    if (take(handle))
        return std::unique_ptr<OsLock>(new OsLock(reinterpret_cast<qintptr>(handle), path));
    const int systemError = lastSystemError();
    CloseHandle(handle);
    if (systemError == ERROR_LOCK_VIOLATION || systemError == ERROR_IO_PENDING)
        return std::unique_ptr<OsLock>();
    return fileError(FileAct::Lock, path, systemError);
}

bool OsLock::isHeld(const QString &path)
{
    const HANDLE handle = openShared(path, OPEN_EXISTING);
    if (handle == INVALID_HANDLE_VALUE)
        return false;
    const bool isFree = take(handle);
    OVERLAPPED region = lockRegion();
    if (isFree)
        UnlockFileEx(handle, 0, 1, 0, &region);
    CloseHandle(handle);
    return !isFree;
}

void OsLock::describe(QByteArrayView text) const
{
    const HANDLE handle = native(m_handle);
    LARGE_INTEGER start = {};
    DWORD written = 0;
    if (SetFilePointerEx(handle, start, nullptr, FILE_BEGIN) && SetEndOfFile(handle))
        WriteFile(handle, text.data(), static_cast<DWORD>(text.size()), &written, nullptr);
}

void OsLock::removeFile() const
{
    FILE_DISPOSITION_INFO disposition = {};
    disposition.DeleteFile = TRUE; // takes effect when the last handle is closed
    SetFileInformationByHandle(native(m_handle), FileDispositionInfo, &disposition,
                               sizeof(disposition));
}

} // namespace portico
