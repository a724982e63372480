// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/folderstamps.h"
#include "core/platform/nativepath.h"

#include <qt_windows.h>

namespace portico {

namespace {

constexpr qint64 kUnixEpoch = 116'444'736'000'000'000; // 1970 in 100 ns since 1601

FileStamp stampOf(const WIN32_FIND_DATAW &found)
{
    FileStamp stamp;
    const DWORD attributes = found.dwFileAttributes;
    if ((attributes & FILE_ATTRIBUTE_REPARSE_POINT) == 0)
        stamp.kind =
            attributes & FILE_ATTRIBUTE_DIRECTORY ? FolderEntry::Folder : FolderEntry::File;
    stamp.size = (static_cast<qint64>(found.nFileSizeHigh) << 32) | found.nFileSizeLow;
    const qint64 time = (static_cast<qint64>(found.ftLastWriteTime.dwHighDateTime) << 32)
        | found.ftLastWriteTime.dwLowDateTime;
    stamp.mtimeNs = (time - kUnixEpoch) * 100;
    stamp.mode = attributes & FILE_ATTRIBUTE_READONLY ? 0444 : 0644;
    return stamp;
}

} // namespace

void listStamps(const QByteArray &folder,
                const std::function<void(QByteArrayView name, const FileStamp &stamp)> &visit)
{
    WIN32_FIND_DATAW found = {};
    const HANDLE search =
        FindFirstFileExW((nativePath(QString::fromUtf8(folder)) + L"\\*").c_str(), FindExInfoBasic,
                         &found, FindExSearchNameMatch, nullptr, FIND_FIRST_EX_LARGE_FETCH);
    if (search == INVALID_HANDLE_VALUE)
        return;
    do {
        const QByteArray name = QString::fromWCharArray(found.cFileName).toUtf8();
        if (name != "." && name != "..")
            visit(name, stampOf(found));
    } while (FindNextFileW(search, &found));
    FindClose(search);
}

} // namespace portico
