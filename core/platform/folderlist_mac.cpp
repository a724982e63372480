// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/folderlist.h"

#include <dirent.h>
#include <memory>

namespace portico {

namespace {

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};

FolderEntry kindOf(const dirent &entry)
{
    if (entry.d_type == DT_REG)
        return FolderEntry::File;
    return entry.d_type == DT_DIR ? FolderEntry::Folder : FolderEntry::Other;
}

} // namespace

void listFolder(const QByteArray &folder,
                const std::function<void(QByteArrayView name, FolderEntry kind)> &visit)
{
    const std::unique_ptr<DIR, CloseFolder> list(::opendir(folder.constData()));
    if (!list)
        return;
    while (const dirent *entry = ::readdir(list.get())) {
        const QByteArrayView name(entry->d_name);
        if (name != "." && name != "..")
            visit(name, kindOf(*entry));
    }
}

} // namespace portico
