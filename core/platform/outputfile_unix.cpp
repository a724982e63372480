// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/outputfile.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace portico {

namespace {

int descriptor(const FileHandle &handle)
{
    return static_cast<int>(handle.value());
}

} // namespace

Result<OutputFile> OutputFile::create(const QString &path, FileAccess access)
{
    const mode_t mode = access == FileAccess::Private ? 0600 : 0666; // the umask takes its part
    const int fd = ::open(QFile::encodeName(path).constData(),
                          O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (fd < 0)
        return fileError(FileAct::Create, path, errno);
    return OutputFile(fd, path);
}

Result<> OutputFile::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written =
            ::write(descriptor(m_handle), bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fileError(FileAct::Write, m_path, errno);
        bytes = bytes.sliced(written); // a short count: the next try says why
    }
    return {};
}

Result<> OutputFile::sync()
{
#ifdef Q_OS_MACOS
    const int outcome = ::fcntl(descriptor(m_handle), F_FULLFSYNC); // fsync stops at the drive
#else
    const int outcome = ::fsync(descriptor(m_handle));
#endif
    if (outcome != 0)
        return fileError(FileAct::Write, m_path, errno);
    return {};
}

Result<> OutputFile::close()
{
    if (!m_handle.close())
        return fileError(FileAct::Write, m_path, errno);
    return {};
}

} // namespace portico
