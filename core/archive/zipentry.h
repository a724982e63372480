// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/bytereader.h"
#include "core/archive/entryledger.h"

namespace portico {

class VolumeFile;

/** One entry of a zip as the central directory describes it. */
struct ZipEntry
{
    QByteArray name; ///< raw
    quint16 madeBy = 0;
    quint16 flags = 0;
    quint16 method = 0;
    quint32 checksum = 0;
    quint64 packedSize = 0;
    quint64 size = 0;
    quint32 attributes = 0;
    quint64 offset = 0; ///< of its local header

    /** What its Unix mode says it is; a file where there is none. */
    EntryKind unixKind() const;
};

/** The next entry of the central directory. Refused or Corrupt if it makes no sense, Unsupported
 *  if it is encrypted. */
Result<ZipEntry> readCentralEntry(const VolumeFile &file, ByteReader &directory);

/** Compares the entry's local header with it; returns where its data ends. */
Result<quint64> checkLocalEntry(const VolumeFile &file, const ZipEntry &entry);

} // namespace portico
