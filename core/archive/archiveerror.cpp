// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archiveerror.h"

#include "core/archive/entryrules.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ArchiveError)
};

QString nameOf(const QString &archive)
{
    return QFileInfo(archive).fileName();
}

} // namespace

Error refusedEntry(const QString &archive, QByteArrayView entry, const QString &why)
{
    return {ErrorCode::Refused,
            Text::tr("%1 was refused because of its entry “%2”: %3.")
                .arg(nameOf(archive), shownName(entry), why),
            Text::tr("Get the bundle from a source that you trust; do not unpack this file."),
            archive};
}

Error refusedArchive(const QString &archive, const QString &why, const QString &detail)
{
    return {ErrorCode::Refused, Text::tr("%1 was refused: %2.").arg(nameOf(archive), why),
            Text::tr("Get the bundle from a source that you trust; do not unpack this file."),
            detail.isEmpty() ? archive : detail};
}

Error incompleteArchive(const QString &archive, const QString &detail)
{
    return {ErrorCode::Corrupt,
            Text::tr("%1 is an incomplete download: its end is missing.").arg(nameOf(archive)),
            Text::tr("Download it again."), detail};
}

Error damagedArchive(const QString &archive, const QString &detail)
{
    return {ErrorCode::Corrupt,
            Text::tr("%1 is damaged: bytes in it are not what they were.").arg(nameOf(archive)),
            Text::tr("Download it again."), detail};
}

Error unsupportedArchive(const QString &archive, const QString &why, const QString &nextStep,
                         const QString &detail)
{
    return {ErrorCode::Unsupported,
            Text::tr("%1 cannot be unpacked: %2.").arg(nameOf(archive), why), nextStep,
            detail.isEmpty() ? archive : detail};
}

Error encryptedArchive(const QString &archive)
{
    return unsupportedArchive(
        archive, Text::tr("it is protected by a password"),
        Text::tr("Unpack it with its own program and add the folder instead."));
}

} // namespace portico
