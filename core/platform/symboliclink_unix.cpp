// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/symboliclink.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <unistd.h>

namespace portico {

Result<QString> readLink(const QString &path)
{
    std::array<char, 4096> target{};
    const ssize_t length =
        ::readlink(QFile::encodeName(path).constData(), target.data(), target.size());
    if (length < 0)
        return fileError(FileAct::Read, path, errno);
    return QFile::decodeName(QByteArray(target.data(), length));
}

Result<> makeLink(const QString &target, const QString &path)
{
    if (::symlink(QFile::encodeName(target).constData(), QFile::encodeName(path).constData()) != 0)
        return fileError(FileAct::Create, path, errno);
    return {};
}

} // namespace portico
