// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/removablepath.h"
#include "core/platform/treeremoval.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TreeRemoval)
};

/** Folders nested deeper are first moved up beside the root, so that depth costs no descriptors. */
constexpr int kDeepest = 200;

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

Error mountedError(const QString &path)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("%1 was not removed: another disk is mounted there.")
                           .arg(QDir::toNativeSeparators(path)),
            .nextStep = Text::tr("Unmount it first, then remove the folder again."),
            .detail = {}};
}

/** Which mount an opened file lies on; the device where the system has no number for mounts. */
quint64 mountOf(int fd)
{
#ifdef Q_OS_LINUX
    struct statx info = {};
    if (::statx(fd, "", AT_EMPTY_PATH, STATX_MNT_ID, &info) == 0 && info.stx_mask & STATX_MNT_ID)
        return info.stx_mnt_id;
#endif
    struct stat plain = {};
    return ::fstat(fd, &plain) == 0 ? static_cast<quint64>(plain.st_dev) : 0;
}

/** The last line of defence: by whatever name, the root folder is not removed. */
bool isRoot(int fd)
{
    struct stat root = {};
    struct stat opened = {};
    return ::stat("/", &root) != 0 || ::fstat(fd, &opened) != 0
        || (root.st_dev == opened.st_dev && root.st_ino == opened.st_ino);
}

class Removal
{
public:
    Removal(const std::function<void(qint64)> &removed, const JobContext &job)
        : m_removed(removed)
        , m_job(job)
    { }

    Result<> removeEntry(int parent, const char *name, const QString &path, int depth)
    {
        struct stat info = {};
        if (::fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
            return errno == ENOENT ? Result<>() : failed(path);
        if (S_ISDIR(info.st_mode))
            return removeFolder(parent, name, path, depth);
        if (::unlinkat(parent, name, 0) != 0 && errno != ENOENT)
            return failed(path);
        m_removed(S_ISREG(info.st_mode) ? info.st_size : 0);
        return {};
    }

private:
    static Error failed(const QString &path)
    {
        return errno == EBUSY ? mountedError(path) : fileError(FileAct::Remove, path, errno);
    }

    Result<> removeFolder(int parent, const char *name, const QString &path, int depth)
    {
        if (depth > kDeepest)
            return moveUp(parent, name, path);
        const Folder folder(openFolder(parent, name));
        if (!folder)
            return failed(path);
        const int fd = ::dirfd(folder.get());
        if (m_root < 0) {
            m_root = fd;
            m_rootPath = path;
            m_mount = mountOf(parent);
        }
        if (isRoot(fd))
            return unsafePathError(path);
        if (mountOf(fd) != m_mount)
            return mountedError(path);
        if (const Result<> emptied = empty(folder.get(), path, depth); !emptied)
            return emptied;
        if (::unlinkat(parent, name, AT_REMOVEDIR) != 0 && errno != ENOENT)
            return failed(path);
        m_removed(0);
        return {};
    }

    static DIR *openFolder(int parent, const char *name)
    {
        constexpr int kFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
        int fd = ::openat(parent, name, kFlags);
        if (fd < 0 && errno == EACCES && ::fchmodat(parent, name, 0700, 0) == 0)
            fd = ::openat(parent, name, kFlags); // a folder its owner may not read
        struct stat info = {};
        if (fd >= 0 && ::fstat(fd, &info) == 0 && (info.st_mode & 0300) != 0300)
            (void)::fchmod(fd, 0700); // a read-only folder: else its entries could not go
        return fd < 0 ? nullptr : ::fdopendir(fd);
    }

    /** Names may be skipped while entries vanish, so it reads again until there are none. */
    Result<> empty(DIR *folder, const QString &path, int depth)
    {
        for (bool sawEntries = true; sawEntries;) {
            sawEntries = false;
            ::rewinddir(folder);
            while (const dirent *entry = ::readdir(folder)) {
                const QByteArrayView name(entry->d_name);
                if (name == "." || name == "..")
                    continue;
                if (m_job.isCancelled())
                    return cancelledError();
                sawEntries = true;
                const QString inner = path + u'/' + QFile::decodeName(name.toByteArray());
                if (const Result<> gone =
                        removeEntry(::dirfd(folder), entry->d_name, inner, depth + 1);
                    !gone)
                    return gone;
            }
        }
        return {};
    }

    Result<> moveUp(int parent, const char *name, const QString &path)
    {
        const QByteArray shallow = ".portico-removal-" + QByteArray::number(++m_moved);
        if (::renameat(parent, name, m_root, shallow.constData()) != 0)
            return failed(path);
        return {};
    }

    const std::function<void(qint64)> &m_removed;
    const JobContext &m_job;
    int m_root = -1;
    QString m_rootPath;
    quint64 m_mount = 0;
    int m_moved = 0;
};

} // namespace

Result<> unlinkTree(const QString &path, const std::function<void(qint64)> &removed,
                    const JobContext &job)
{
    if (!isRemovablePath(path))
        return unsafePathError(path);
    const QFileInfo info(QDir::cleanPath(path));
    const QString parentPath = info.absolutePath();
    const int parent =
        ::open(QFile::encodeName(parentPath).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (parent < 0)
        return errno == ENOENT ? Result<>() : fileError(FileAct::Remove, path, errno);
    Result<> outcome = Removal(removed, job)
                           .removeEntry(parent, QFile::encodeName(info.fileName()).constData(),
                                        info.absoluteFilePath(), 0);
    ::close(parent);
    return outcome;
}

} // namespace portico
