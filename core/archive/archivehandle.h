// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QString>

#include <memory>

struct archive;

namespace portico {

struct ArchiveCloser
{
    void operator()(archive *handle) const;
};

/** A libarchive handle, freed at its end. */
using ArchiveHandle = std::unique_ptr<archive, ArchiveCloser>;

/** A reader that supports nothing yet. Sees to it once that names are converted as UTF-8: in the C
 *  locale libarchive gives up at the first other letter (reliability.md M15). */
ArchiveHandle newArchiveReader();
ArchiveHandle newArchiveWriter();

/** The handle's last failure as an Error about that archive. */
Error archiveFailure(archive *handle, const QString &path);

} // namespace portico
