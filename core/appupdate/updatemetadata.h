// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/os.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QStringList>
#include <QVersionNumber>

namespace portico {

/** What a release has for one kind of installation. */
enum class UpdateKind {
    AppImage,  ///< one program file, put in the place of the old one
    Setup,     ///< the installer of Windows
    DiskImage, ///< the image of macOS
};

QString updateKindName(UpdateKind kind); ///< "appimage", "setup", "dmg"

/** One file of a release. */
struct UpdateFile
{
    Os os = Os::Linux;
    Architecture architecture = Architecture::X64;
    UpdateKind kind = UpdateKind::AppImage;
    QString name; ///< a plain file name: it lies beside the metadata
    qint64 size = 0;
    Sha256 sha256;
};

/** What portico-update.json says: one release. */
struct UpdateMetadata
{
    QVersionNumber version;        ///< three numbers
    QVersionNumber minimumVersion; ///< older ones must not be used any more; at most `version`
    qint64 sequence = 0;           ///< grows by each document that is published
    QDateTime expires;             ///< UTC; after that it is not believed
    QStringList notes{};           ///< what is new, a sentence each; at most kMostUpdateNotes
    QList<UpdateFile> files;       ///< at most one for a system, processor and kind

    const UpdateFile *fileFor(Os os, Architecture architecture, UpdateKind kind) const;
};

inline constexpr qint64 kMostMetadataBytes = 256 << 10;
inline constexpr int kMostUpdateNotes = 20;
inline constexpr qint64 kLargestUpdate = 2LL << 30; ///< bytes

/** Three numbers such as 0.2.0; null for anything else. */
QVersionNumber versionFromText(const QString &text);

/**
 * Reads it strictly, after its signatures were checked: fields that are not known, a product that
 * is not Portico, names with folders in them, two files for one place are all InvalidInput, with
 * the reason in the detail. Pure.
 */
Result<UpdateMetadata> readUpdateMetadata(const QByteArray &bytes);

} // namespace portico
