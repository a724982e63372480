// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/filecopy.h"
#include "core/platform/fileerror.h"
#include "core/platform/outputfile.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace portico {

namespace {

constexpr size_t kBlock = 1 << 20;

Result<> copyContent(int source, const QString &from, OutputFile &target)
{
    // No more than the file has: a megabyte for each of ten thousand small files takes seconds.
    struct stat info = {};
    const bool isKnown = ::fstat(source, &info) == 0 && info.st_size >= 0;
    std::vector<char> block(isKnown ? std::min(kBlock, static_cast<size_t>(info.st_size) + 1)
                                    : kBlock);
    for (;;) {
        const ssize_t count = ::read(source, block.data(), block.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fileError(FileAct::Read, from, errno);
        if (count == 0)
            return target.close();
        if (const Result<> written = target.write({block.data(), count}); !written)
            return written;
    }
}

} // namespace

Result<> copyMetadata(const QString &from, const QString &to)
{
    struct stat info = {};
    if (::lstat(QFile::encodeName(from).constData(), &info) != 0)
        return fileError(FileAct::Read, from, errno);
#ifdef Q_OS_MACOS
    const std::array<timespec, 2> times{info.st_atimespec, info.st_mtimespec};
#else
    const std::array<timespec, 2> times{info.st_atim, info.st_mtim};
#endif
    const QByteArray target = QFile::encodeName(to);
    if (::utimensat(AT_FDCWD, target.constData(), times.data(), AT_SYMLINK_NOFOLLOW) != 0)
        return fileError(FileAct::Write, to, errno);
    if (!S_ISLNK(info.st_mode) && ::chmod(target.constData(), info.st_mode & 0777) != 0)
        return fileError(FileAct::Write, to, errno);
    return {};
}

Result<> copyFile(const QString &from, const QString &to)
{
    const int source =
        ::open(QFile::encodeName(from).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (source < 0)
        return fileError(FileAct::Read, from, errno);
    Result<OutputFile> target = OutputFile::create(to, FileAccess::Private);
    Result<> outcome = target ? copyContent(source, from, *target) : Result<>(target.error());
    ::close(source);
    return outcome ? copyMetadata(from, to) : outcome;
}

} // namespace portico
