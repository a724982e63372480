// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/entryledger.h"
#include "core/base/jobcontext.h"

#include <QList>

namespace portico {

class VolumeFile;

/**
 * The strict look at a zip before libarchive reads it (reliability.md A11, A14): a file that two
 * readers could understand in two ways is refused. One end record at the very end, the central
 * directory right before it, every local header saying the same as the directory, no two entries
 * sharing bytes, no password. Format: PKWARE APPNOTE 6.3.10.
 *
 * Returns the entries in the directory's order. Corrupt when the end is missing.
 */
Result<QList<EntryFacts>> checkZip(const VolumeFile &file, const UnpackLimits &limits,
                                   const JobContext &job);

} // namespace portico
