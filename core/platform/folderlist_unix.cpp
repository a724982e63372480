// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/folderlist.h"

#include <QFile>

#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>

namespace portico {

namespace {

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};

FolderName::Kind kindOf(const dirent &entry, int folder)
{
    switch (entry.d_type) {
    case DT_REG:
        return FolderName::Kind::File;
    case DT_DIR:
        return FolderName::Kind::Folder;
    case DT_UNKNOWN: // some file systems tell no kind in the list
        break;
    default:
        return FolderName::Kind::Other;
    }
    struct stat info = {};
    if (::fstatat(folder, entry.d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return FolderName::Kind::Other;
    if (S_ISREG(info.st_mode))
        return FolderName::Kind::File;
    return S_ISDIR(info.st_mode) ? FolderName::Kind::Folder : FolderName::Kind::Other;
}

} // namespace

std::vector<FolderName> listFolder(const QString &folder)
{
    std::vector<FolderName> names;
    const std::unique_ptr<DIR, CloseFolder> list(::opendir(QFile::encodeName(folder).constData()));
    if (!list)
        return names;
    while (const dirent *entry = ::readdir(list.get())) {
        const QByteArray name(entry->d_name);
        if (name != "." && name != "..")
            names.push_back({name, kindOf(*entry, ::dirfd(list.get()))});
    }
    return names;
}

} // namespace portico
