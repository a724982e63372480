// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/positionedfile.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace portico {

namespace {

int descriptor(const FileHandle &handle)
{
    return static_cast<int>(handle.value());
}

} // namespace

Result<PositionedFile> PositionedFile::open(const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(),
                          O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0)
        return fileError(FileAct::Create, path, errno);
    return PositionedFile(fd, path);
}

Result<> PositionedFile::writeAt(qint64 offset, QByteArrayView bytes) const
{
    while (!bytes.isEmpty()) {
        const ssize_t written =
            ::pwrite(descriptor(m_handle), bytes.data(), static_cast<size_t>(bytes.size()), offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fileError(FileAct::Write, m_path, errno);
        bytes = bytes.sliced(written); // a short count: the next try says why
        offset += written;
    }
    return {};
}

Result<qint64> PositionedFile::readAt(qint64 offset, std::span<char> into) const
{
    while (true) {
        const ssize_t count = ::pread(descriptor(m_handle), into.data(), into.size(), offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fileError(FileAct::Read, m_path, errno);
        return count;
    }
}

Result<qint64> PositionedFile::size() const
{
    struct stat facts = {};
    if (::fstat(descriptor(m_handle), &facts) != 0)
        return fileError(FileAct::Read, m_path, errno);
    return static_cast<qint64>(facts.st_size);
}

Result<> PositionedFile::resize(qint64 size) const
{
    if (::ftruncate(descriptor(m_handle), size) != 0)
        return fileError(FileAct::Write, m_path, errno);
    return {};
}

Result<> PositionedFile::sync() const
{
#if defined(Q_OS_MACOS)
    const int outcome = ::fcntl(descriptor(m_handle), F_FULLFSYNC); // fsync stops at the drive
#else
    const int outcome = ::fdatasync(descriptor(m_handle));
#endif
    if (outcome != 0)
        return fileError(FileAct::Write, m_path, errno);
    return {};
}

} // namespace portico
