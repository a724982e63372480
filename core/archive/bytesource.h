// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/archivekind.h"

#include <QByteArrayView>

#include <memory>

namespace portico {

class VolumeFile;

/** A stream of bytes in blocks. Not thread-safe. */
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /** The next block, valid until the next call; empty at the end. */
    virtual Result<QByteArrayView> next() = 0;
    /** Bytes of the archive file taken so far: for progress. */
    virtual qint64 consumed() const = 0;
};

/** The tar inside a tar, tar.gz, tar.xz or tar.zst: decompressed, checksums compared (gzip's too,
 *  which libarchive reads over), and watched by TarCheck. */
std::unique_ptr<ByteSource> tarSource(std::shared_ptr<VolumeFile> file, Compression compression);

} // namespace portico
