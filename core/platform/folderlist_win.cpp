// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/folderlist.h"
#include "core/platform/nativepath.h"

#include <qt_windows.h>

namespace portico {

namespace {

FolderName::Kind kindOf(DWORD attributes)
{
    if (attributes & FILE_ATTRIBUTE_REPARSE_POINT)
        return FolderName::Kind::Other; // symbolic links, junctions and mounted volumes alike
    return attributes & FILE_ATTRIBUTE_DIRECTORY ? FolderName::Kind::Folder
                                                 : FolderName::Kind::File;
}

} // namespace

std::vector<FolderName> listFolder(const QString &folder)
{
    std::vector<FolderName> names;
    WIN32_FIND_DATAW found = {};
    const HANDLE search =
        FindFirstFileExW((nativePath(folder) + L"\\*").c_str(), FindExInfoBasic, &found,
                         FindExSearchNameMatch, nullptr, FIND_FIRST_EX_LARGE_FETCH);
    if (search == INVALID_HANDLE_VALUE)
        return names;
    do {
        const QByteArray name = QString::fromWCharArray(found.cFileName).toUtf8();
        if (name != "." && name != "..")
            names.push_back({name, kindOf(found.dwFileAttributes)});
    } while (FindNextFileW(search, &found));
    FindClose(search);
    return names;
}

} // namespace portico
