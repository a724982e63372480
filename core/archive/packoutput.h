// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/platform/outputfile.h"

#include <QStringList>

#include <optional>

namespace portico {

/** An archive being written: one file, or volumes of it. Not thread-safe. */
class PackOutput
{
public:
    /** `volumeSize` 0: one file. */
    PackOutput(QString archive, qint64 volumeSize)
        : m_archive(std::move(archive))
        , m_volumeSize(volumeSize)
    { }

    /** Makes the first file. Errors: AlreadyExists, those of the file system. */
    Result<> open();
    /** A failure may be told by a later call. */
    Result<> write(QByteArrayView bytes);
    /** Syncs and closes. A single volume gets the archive's own name. */
    Result<> finish();
    /** Takes away what was written. */
    void discard();

    qint64 bytes() const { return m_bytes; }
    const QStringList &files() const { return m_files; }

private:
    Result<> flush();
    Result<> writeOut(QByteArrayView bytes);
    Result<> openNext();
    Result<> closeCurrent();

    QString m_archive;
    qint64 m_volumeSize;
    std::optional<OutputFile> m_file;
    QStringList m_files{};
    QByteArray m_buffer{}; ///< a zip of small files is many small pieces
    qint64 m_bytes = 0;
    qint64 m_inVolume = 0;
};

/** "name.zip.002". Pure. */
QString volumeName(const QString &archive, qsizetype number);
/** Of how many volumes an archive can be. */
inline constexpr qsizetype kMostVolumes = 999;

} // namespace portico
