// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/entryledger.h"
#include "core/archive/sevenzipstreams.h"

#include <optional>

namespace portico {

/** The content of a 7z's decoded header. */
struct SevenZipHeader
{
    SevenZipPacks packs;
    QList<EntryFacts> entries;      ///< without sizes: those are known only by stream
    bool hasTooManyEntries = false; ///< then nothing else is read
};

/** Nothing if the bytes are malformed. They start after the header's own property id. */
std::optional<SevenZipHeader> parseSevenZipHeader(QByteArrayView bytes, qint64 maxEntries);

} // namespace portico
