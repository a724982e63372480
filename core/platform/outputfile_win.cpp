// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/nativepath.h"
#include "core/platform/outputfile.h"

#include <qt_windows.h>

#include <algorithm>

namespace portico {

namespace {

HANDLE native(const FileHandle &handle)
{
    return reinterpret_cast<HANDLE>(handle.value());
}

} // namespace

// A person's own folders on Windows are closed to other users, so both kinds of access are one.
Result<OutputFile> OutputFile::create(const QString &path, FileAccess)
{
    const HANDLE handle = CreateFileW(nativePath(path).c_str(), GENERIC_WRITE, FILE_SHARE_READ,
                                      nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return fileError(FileAct::Create, path, lastSystemError());
    return OutputFile(reinterpret_cast<qintptr>(handle), path);
}

Result<> OutputFile::write(QByteArrayView bytes)
{
    constexpr qsizetype kMost = 64 << 20;
    while (!bytes.isEmpty()) {
        DWORD written = 0;
        if (!WriteFile(native(m_handle), bytes.data(),
                       static_cast<DWORD>(std::min(bytes.size(), kMost)), &written, nullptr))
            return fileError(FileAct::Write, m_path, lastSystemError());
        if (written == 0)
            return fileError(FileAct::Write, m_path, static_cast<int>(ERROR_DISK_FULL));
        bytes = bytes.sliced(static_cast<qsizetype>(written));
    }
    return {};
}

Result<> OutputFile::sync()
{
    if (!FlushFileBuffers(native(m_handle)))
        return fileError(FileAct::Write, m_path, lastSystemError());
    return {};
}

Result<> OutputFile::close()
{
    if (!m_handle.close())
        return fileError(FileAct::Write, m_path, lastSystemError());
    return {};
}

} // namespace portico
