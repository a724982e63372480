// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/clonefile.h"
#include "core/platform/filecopy.h"
#include "core/platform/fileerror.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace portico {

namespace {

/** Whether the number only says that this file system cannot do it. */
bool meansUnsupported(int systemError)
{
    return systemError == EOPNOTSUPP || systemError == ENOTTY || systemError == EXDEV
        || systemError == EINVAL || systemError == ENOSYS;
}

Error cloneError(const QString &to, int systemError)
{
    const ErrorCode code =
        meansUnsupported(systemError) ? ErrorCode::Unsupported : errorCodeOfSystem(systemError);
    return fileError(FileAct::Create, to, code, systemErrorText(systemError));
}

Result<> reflink(const QString &from, const QString &to)
{
    const int source =
        ::open(QFile::encodeName(from).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (source < 0)
        return fileError(FileAct::Read, from, errno);
    const QByteArray name = QFile::encodeName(to);
    const int target =
        ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    int systemError = target < 0 ? errno : 0;
    if (target >= 0) {
        if (::ioctl(target, FICLONE, source) != 0)
            systemError = errno;
        ::close(target);
        if (systemError != 0)
            ::unlink(name.constData());
    }
    ::close(source);
    return systemError == 0 ? copyMetadata(from, to) : cloneError(to, systemError);
}

Result<> hardLink(const QString &from, const QString &to)
{
    if (::link(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0)
        return {};
    // EMLINK: this file has as many names as it can; EPERM: no links here, or not for this user.
    if (errno == EMLINK || errno == EPERM)
        return cloneError(to, EOPNOTSUPP);
    return cloneError(to, errno);
}

} // namespace

Result<> cloneFile(const QString &from, const QString &to, CloneMethod method)
{
    switch (method) {
    case CloneMethod::Reflink:
        return reflink(from, to);
    case CloneMethod::HardLink:
        return hardLink(from, to);
    case CloneMethod::Copy:
        return copyFile(from, to);
    }
    return {};
}

} // namespace portico
