// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/clonefile.h"
#include "core/platform/filecopy.h"
#include "core/platform/fileerror.h"

#include <QFile>

#include <cerrno>
#include <sys/clonefile.h>
#include <unistd.h>

namespace portico {

Result<> cloneFile(const QString &from, const QString &to, CloneMethod method)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    int outcome = 0;
    switch (method) {
    case CloneMethod::Reflink:
        outcome = ::clonefile(source.constData(), target.constData(), CLONE_NOFOLLOW);
        break;
    case CloneMethod::HardLink:
        outcome = ::link(source.constData(), target.constData());
        break;
    case CloneMethod::Copy:
        return copyFile(from, to);
    }
    if (outcome == 0)
        return {};
    const bool isUnsupported = errno == ENOTSUP || errno == EXDEV || errno == EMLINK;
    return fileError(FileAct::Create, to,
                     isUnsupported ? ErrorCode::Unsupported : errorCodeOfSystem(errno),
                     systemErrorText(errno));
}

} // namespace portico
