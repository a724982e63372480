// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/catalogueentry.h"

#include <algorithm>

namespace portico {

qint64 CatalogueEntry::size() const
{
    qint64 bytes = 0;
    for (const BundleFile &file : files) {
        if (file.size < 0)
            return -1;
        bytes += file.size;
    }
    return bytes;
}

bool CatalogueEntry::hasPublishedHash() const
{
    return !files.isEmpty() && std::all_of(files.begin(), files.end(), [](const BundleFile &file) {
        return file.sha256.has_value();
    });
}

bool CatalogueEntry::isHeldBack() const
{
    const bool isFormer = track == TeamTrack::None && !tags.isEmpty();
    return isFormer || track == TeamTrack::Testing || track == TeamTrack::Staging;
}

} // namespace portico
