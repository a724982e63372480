// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/entryledger.h"
#include "core/base/jobcontext.h"

#include <QList>

namespace portico {

class VolumeFile;

/** What the headers of a 7z say, before a byte of it is decoded. */
struct SevenZipListing
{
    QList<EntryFacts> entries; ///< sizes are not known by entry, only as a whole
    qint64 unpackedBytes = 0;
    qint64 dictionaryBytes = 0; ///< the largest of its coders
};

/**
 * Reads the headers of a 7z strictly: their checksums, sizes and bounds. Corrupt when the file ends
 * too early (naming the missing part of a split one) or a checksum is wrong, Unsupported for
 * passwords and for coders that libarchive 3.6 lacks (Deflate64, ARM64), Refused when a dictionary
 * is larger than `limits` allow. Format: 7zFormat.txt of the LZMA SDK.
 */
Result<SevenZipListing> checkSevenZip(const VolumeFile &file, const UnpackLimits &limits,
                                      const JobContext &job);

} // namespace portico
