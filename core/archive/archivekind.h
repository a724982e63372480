// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

namespace portico {

class VolumeFile;

enum class Container { Zip, SevenZip, Tar };
enum class Compression { None, Gzip, Xz, Zstd };

/** What an archive is by its content; its name does not count. */
struct ArchiveKind
{
    Container container = Container::Zip;
    Compression compression = Compression::None; ///< of a tar

    friend bool operator==(const ArchiveKind &, const ArchiveKind &) = default;
};

/**
 * Looks at the first bytes. Unsupported for anything else, named where it is known (a web page, a
 * program, RAR, ISO, ...); Corrupt for a file too short to tell. Compressed files are taken for
 * tars: the reader finds out.
 */
Result<ArchiveKind> archiveKind(const VolumeFile &file);

} // namespace portico
