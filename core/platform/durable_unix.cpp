// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/durable.h"
#include "core/platform/durablestep.h"
#include "core/platform/fileerror.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <linux/fs.h>
#include <sys/syscall.h>
#endif
#ifdef Q_OS_MACOS
#include "core/platform/treewalk.h"
#endif

namespace portico {

namespace {

/** Whether this failure only means that there is nothing to sync here (pipes, some network and FUSE
 *  file systems). */
bool meansNothingToSync(int systemError)
{
    return systemError == EINVAL || systemError == ENOTSUP || systemError == ENOSYS;
}

int syncDescriptor(int fd)
{
#ifdef Q_OS_MACOS
    if (::fcntl(fd, F_FULLFSYNC) == 0) // fsync stops at the drive's own cache
        return 0;
#endif
    return ::fsync(fd);
}

int renameRefusing(const char *from, const char *to)
{
#if defined(Q_OS_LINUX)
    const long outcome = ::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
    if (outcome == 0 || (errno != EINVAL && errno != ENOSYS))
        return static_cast<int>(outcome);
#elif defined(Q_OS_MACOS)
    const int outcome = ::renamex_np(from, to, RENAME_EXCL);
    if (outcome == 0 || errno != ENOTSUP)
        return outcome;
#endif
    struct stat there = {}; // a file system without the flag: look first
    if (::lstat(to, &there) == 0) {
        errno = EEXIST;
        return -1;
    }
    return ::rename(from, to);
}

} // namespace

int renameOnce(const QString &from, const QString &to, IfExists ifExists)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    const int outcome = ifExists == IfExists::Refuse
        ? renameRefusing(source.constData(), target.constData())
        : ::rename(source.constData(), target.constData());
    return outcome == 0 ? 0 : errno;
}

int removeOnce(const QString &file)
{
    return ::unlink(QFile::encodeName(file).constData()) == 0 || errno == ENOENT || errno == ENOTDIR
        ? 0
        : errno;
}

bool isPassingFailure(int systemError, const QStringList &folders)
{
    if (systemError == EBUSY || systemError == ETXTBSY)
        return true;
    if (systemError != EACCES && systemError != EPERM)
        return false;
    // Where the folders themselves are closed to us, waiting does not help.
    return std::all_of(folders.begin(), folders.end(), [](const QString &folder) {
        return ::access(QFile::encodeName(folder).constData(), W_OK | X_OK) == 0;
    });
}

Result<> syncFile(QFileDevice &file)
{
    if (!file.flush())
        return fileError(FileAct::Write, file.fileName(), errno);
    if (syncDescriptor(file.handle()) != 0 && !meansNothingToSync(errno))
        return fileError(FileAct::Write, file.fileName(), errno);
    return {};
}

Result<> syncFolder(const QString &folder)
{
    const int fd =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fileError(FileAct::Write, folder, errno);
    const int outcome = syncDescriptor(fd);
    const int systemError = errno;
    ::close(fd);
    if (outcome != 0 && !meansNothingToSync(systemError))
        return fileError(FileAct::Write, folder, systemError);
    return {};
}

#ifdef Q_OS_LINUX
Result<> syncTree(const QString &folder, const JobContext &job)
{
    if (job.isCancelled())
        return cancelledError();
    const int fd =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fileError(FileAct::Write, folder, errno);
    const int outcome = ::syncfs(fd);
    const int systemError = errno;
    ::close(fd);
    if (outcome != 0)
        return fileError(FileAct::Write, folder, systemError);
    return {};
}
#else
Result<> syncTree(const QString &folder, const JobContext &job)
{
    const auto syncEntry = [&folder](const TreeEntry &entry) -> Result<Visit> {
        if (entry.kind != TreeEntry::Kind::File && entry.kind != TreeEntry::Kind::Folder)
            return Visit::Continue;
        const QString path = folder + u'/' + entry.path;
        const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            return fileError(FileAct::Write, path, errno);
        const int outcome = ::fsync(fd); // to the drive; the last one below empties the drive
        const int systemError = errno;
        ::close(fd);
        if (outcome != 0 && !meansNothingToSync(systemError))
            return fileError(FileAct::Write, path, systemError);
        return Visit::Continue;
    };
    if (const Result<> walked = walkTree(folder, syncEntry, job); !walked)
        return walked;
    return syncFolder(folder);
}
#endif

} // namespace portico
