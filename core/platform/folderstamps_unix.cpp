// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/folderstamps.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace portico {

namespace {

FileStamp stampOf(const struct stat &info)
{
#ifdef Q_OS_MACOS
    const struct timespec &time = info.st_mtimespec;
#else
    const struct timespec &time = info.st_mtim;
#endif
    FileStamp stamp;
    if (S_ISREG(info.st_mode))
        stamp.kind = FolderEntry::File;
    else if (S_ISDIR(info.st_mode))
        stamp.kind = FolderEntry::Folder;
    stamp.size = info.st_size;
    stamp.mtimeNs = static_cast<qint64>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    stamp.inode = info.st_ino;
    stamp.mode = static_cast<int>(info.st_mode & 07777);
    return stamp;
}

} // namespace

// Relative to the open folder: the system does not walk the whole path again for each file.
void listStamps(const QByteArray &folder,
                const std::function<void(QByteArrayView name, const FileStamp &stamp)> &visit)
{
    const int descriptor =
        ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (descriptor < 0)
        return;
    DIR *list = ::fdopendir(descriptor);
    if (!list) {
        ::close(descriptor);
        return;
    }
    while (const dirent *entry = ::readdir(list)) {
        const QByteArrayView name(entry->d_name);
        struct stat info = {};
        if (name != "." && name != ".."
            && ::fstatat(descriptor, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0)
            visit(name, stampOf(info));
    }
    ::closedir(list);
}

} // namespace portico
