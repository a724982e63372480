// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/filestart.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace portico {

namespace {

QByteArray readAll(int file, qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    qint64 done = 0;
    while (done < size) {
        const ssize_t got = ::read(file, bytes.data() + done, static_cast<size_t>(size - done));
        if (got <= 0)
            break; // shorter than it was a moment ago
        done += got;
    }
    bytes.truncate(done);
    return bytes;
}

} // namespace

QByteArray readFileStart(const QByteArray &path, qint64 most)
{
    // Not blocking: opening a pipe would wait for its other end.
    const int file = ::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0)
        return {};
    struct stat info = {};
    QByteArray bytes;
    if (::fstat(file, &info) == 0 && S_ISREG(info.st_mode))
        bytes = readAll(file, std::min<qint64>(info.st_size, most));
    ::close(file);
    return bytes;
}

} // namespace portico
