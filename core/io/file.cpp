// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/file.h"

#include "core/base/sizes.h"
#include "core/io/ioerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::File)
};

Error tooLargeError(const QString &path, qint64 maxBytes)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("%1 is not read: it has more than %2.")
                           .arg(QDir::toNativeSeparators(path), sizeText(maxBytes)),
            .nextStep = Text::tr("Check whether this is the right file."),
            .detail = {}};
}

} // namespace

Result<QByteArray> readFile(const QString &path, qint64 maxBytes)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fileError(FileAct::Read, path, ErrorCode::NotFound, {});
    if (!info.isFile())
        return Error{.code = ErrorCode::InvalidInput,
                     .message = Text::tr("%1 is not a file.").arg(QDir::toNativeSeparators(path)),
                     .nextStep = Text::tr("Choose a file."),
                     .detail = {}};
    if (info.size() > maxBytes)
        return tooLargeError(path, maxBytes);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileError(FileAct::Read, path, lastSystemError());
    QByteArray bytes = file.read(maxBytes + 1); // it may grow meanwhile
    if (file.error() != QFileDevice::NoError)
        return fileError(FileAct::Read, file);
    if (bytes.size() > maxBytes)
        return tooLargeError(path, maxBytes);
    return bytes;
}

Result<> makeFolder(const QString &path)
{
    if (QFileInfo(path).isDir() || QDir().mkpath(path))
        return {};
    const int systemError = lastSystemError();
    if (QFileInfo::exists(path))
        return fileError(FileAct::Create, path, ErrorCode::AlreadyExists, {});
    return fileError(FileAct::Create, path, systemError);
}

} // namespace portico
