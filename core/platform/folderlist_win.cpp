// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/folderlist.h"
#include "core/platform/nativepath.h"

#include <qt_windows.h>

namespace portico {

namespace {

FolderEntry kindOf(DWORD attributes)
{
    if (attributes & FILE_ATTRIBUTE_REPARSE_POINT)
        return FolderEntry::Other; // symbolic links, junctions and mounted volumes alike
    return attributes & FILE_ATTRIBUTE_DIRECTORY ? FolderEntry::Folder : FolderEntry::File;
}

} // namespace

void listFolder(const QByteArray &folder,
                const std::function<void(QByteArrayView name, FolderEntry kind)> &visit)
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
            visit(name, kindOf(found.dwFileAttributes));
    } while (FindNextFileW(search, &found));
    FindClose(search);
}

} // namespace portico
