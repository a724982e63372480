// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/nativepath.h"
#include "core/platform/positionedfile.h"

#include <qt_windows.h>

#include <algorithm>

namespace portico {

namespace {

HANDLE native(const FileHandle &handle)
{
    return reinterpret_cast<HANDLE>(handle.value());
}

/** An offset as the functions take it. The handle's own position is not used by anybody. */
OVERLAPPED placeOf(qint64 offset)
{
    OVERLAPPED place = {};
    place.Offset = static_cast<DWORD>(offset & 0xffffffff);
    place.OffsetHigh = static_cast<DWORD>(offset >> 32);
    return place;
}

} // namespace

Result<PositionedFile> PositionedFile::open(const QString &path)
{
    const HANDLE handle =
        CreateFileW(nativePath(path).c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ,
                    nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return fileError(FileAct::Create, path, lastSystemError());
    return PositionedFile(reinterpret_cast<qintptr>(handle), path);
}

Result<> PositionedFile::writeAt(qint64 offset, QByteArrayView bytes) const
{
    constexpr qsizetype kMost = 64 << 20;
    while (!bytes.isEmpty()) {
        OVERLAPPED place = placeOf(offset);
        DWORD written = 0;
        if (!WriteFile(native(m_handle), bytes.data(),
                       static_cast<DWORD>(std::min(bytes.size(), kMost)), &written, &place))
            return fileError(FileAct::Write, m_path, lastSystemError());
        if (written == 0)
            return fileError(FileAct::Write, m_path, static_cast<int>(ERROR_DISK_FULL));
        bytes = bytes.sliced(static_cast<qsizetype>(written));
        offset += static_cast<qint64>(written);
    }
    return {};
}

Result<qint64> PositionedFile::readAt(qint64 offset, std::span<char> into) const
{
    constexpr size_t kMost = 64 << 20;
    OVERLAPPED place = placeOf(offset);
    DWORD count = 0;
    if (!ReadFile(native(m_handle), into.data(), static_cast<DWORD>(std::min(into.size(), kMost)),
                  &count, &place)) {
        if (GetLastError() == ERROR_HANDLE_EOF)
            return qint64{0};
        return fileError(FileAct::Read, m_path, lastSystemError());
    }
    return static_cast<qint64>(count);
}

Result<qint64> PositionedFile::size() const
{
    LARGE_INTEGER size = {};
    if (!GetFileSizeEx(native(m_handle), &size))
        return fileError(FileAct::Read, m_path, lastSystemError());
    return static_cast<qint64>(size.QuadPart);
}

Result<> PositionedFile::resize(qint64 size) const
{
    FILE_END_OF_FILE_INFO end = {};
    end.EndOfFile.QuadPart = size;
    if (!SetFileInformationByHandle(native(m_handle), FileEndOfFileInfo, &end, sizeof(end)))
        return fileError(FileAct::Write, m_path, lastSystemError());
    return {};
}

Result<> PositionedFile::sync() const
{
    if (!FlushFileBuffers(native(m_handle)))
        return fileError(FileAct::Write, m_path, lastSystemError());
    return {};
}

} // namespace portico
