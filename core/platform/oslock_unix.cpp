// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/oslock.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace portico {

namespace {

/**
 * Linux: an open file description lock, because asking for it (F_OFD_GETLK) does not take it, as
 * asking by flock would. Both are freed by the kernel with the last descriptor.
 */
enum class Taken { Yes, No, Failed };

#ifdef F_OFD_SETLK
struct flock wholeFile()
{
    struct flock region = {};
    region.l_type = F_WRLCK;
    region.l_whence = SEEK_SET;
    return region;
}

Taken take(int fd)
{
    struct flock region = wholeFile();
    if (::fcntl(fd, F_OFD_SETLK, &region) == 0)
        return Taken::Yes;
    return errno == EAGAIN || errno == EACCES ? Taken::No : Taken::Failed;
}

bool isTaken(int fd)
{
    struct flock region = wholeFile();
    return ::fcntl(fd, F_OFD_GETLK, &region) == 0 && region.l_type != F_UNLCK;
}
#else
Taken take(int fd)
{
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0)
        return Taken::Yes;
    return errno == EWOULDBLOCK ? Taken::No : Taken::Failed;
}

bool isTaken(int fd)
{
    return ::flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}
#endif

/** Whether the name still means the opened file: its last holder may have removed it meanwhile. */
bool isStillNamed(int fd, const char *path)
{
    struct stat opened = {};
    struct stat named = {};
    return ::fstat(fd, &opened) == 0 && ::lstat(path, &named) == 0 && opened.st_ino == named.st_ino
        && opened.st_dev == named.st_dev;
}

} // namespace

OsLock::~OsLock() = default; // closing frees it

Result<std::unique_ptr<OsLock>> OsLock::tryLock(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    for (;;) {
        const int fd = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0)
            return fileError(FileAct::Lock, path, errno);
        const Taken taken = take(fd);
        const int systemError = errno;
        if (taken == Taken::Yes && isStillNamed(fd, name.constData()))
            return std::unique_ptr<OsLock>(new OsLock(fd, path));
        ::close(fd);
        if (taken == Taken::Failed)
            return fileError(FileAct::Lock, path, systemError);
        if (taken == Taken::No)
            return std::unique_ptr<OsLock>();
    }
}

bool OsLock::isHeld(const QString &path)
{
    const int fd =
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return false;
    const bool held = isTaken(fd);
    ::close(fd);
    return held;
}

void OsLock::describe(QByteArrayView text) const
{
    const int fd = static_cast<int>(m_handle.value());
    if (::ftruncate(fd, 0) == 0)
        (void)!::pwrite(fd, text.data(), static_cast<size_t>(text.size()), 0);
}

void OsLock::removeFile() const
{
    ::unlink(QFile::encodeName(m_path).constData());
}

} // namespace portico
