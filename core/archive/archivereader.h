// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/archivehandle.h"
#include "core/archive/archivekind.h"
#include "core/archive/entryledger.h"

#include <QByteArrayView>

#include <memory>
#include <optional>

namespace portico {

class VolumeFile;

/** An entry as it is to be written. */
struct ReadEntry
{
    EntryFacts facts;
    int mode = 0;       ///< permission bits as stored
    qint64 mtimeNs = 0; ///< since 1970, within 1980 to 2107
};

/**
 * Reads an archive from its first to its last entry through libarchive, with the one format
 * enabled that the content has and no other. Every code below ARCHIVE_OK is a failure: checksums
 * are compared. Several readers may read one VolumeFile. Not thread-safe itself.
 */
class ArchiveReader
{
public:
    static Result<std::unique_ptr<ArchiveReader>> open(std::shared_ptr<VolumeFile> file,
                                                       ArchiveKind kind);
    ~ArchiveReader();
    Q_DISABLE_COPY_MOVE(ArchiveReader)

    /** The next entry; nothing after the last. What was not read of the one before is passed over.
     */
    Result<std::optional<ReadEntry>> next();
    /** The next bytes of the current file, valid until the next call; empty at its end. */
    Result<QByteArrayView> block();

    /** Bytes of the archive file taken so far. */
    qint64 consumed() const;

private:
    struct Input;

    ArchiveReader(std::shared_ptr<VolumeFile> file, ArchiveKind kind);
    Error failure() const;
    Result<> readRest();

    QString m_path;
    std::unique_ptr<Input> m_input;
    ArchiveHandle m_archive;
    qint64 m_entryBytes = 0; ///< read of the current file
};

} // namespace portico
