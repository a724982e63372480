// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/archivewriter.h"
#include "core/vendoring/vendoredstore.h"

namespace portico {

class ProcessRunner;

/**
 * One file with all that a kept state needs, for a computer without a network: a tar of the state's
 * record, its SHA256SUMS and its files, laid out as in a library's store. Every file is compared
 * before anything is written; the file has its name only when it is whole. What could not be kept
 * is not in it either. Blocking: the disk's speed. Progress in bytes.
 *
 * Errors: NotFound (keeping it was interrupted), those of damageError(), AlreadyExists (`archive`),
 * DiskFull and those of the file system.
 */
Result<PackSummary> exportVendored(const Library &library, const VendoredState &state,
                                   const QString &archive, const JobContext &job);

/**
 * Takes what exportVendored() wrote into a library's store. Nothing comes in before every file was
 * compared with its record; it can be interrupted at any moment and done again. Blocking.
 *
 * Errors: those of unpackArchive(); Corrupt (no such file, or its record is damaged), HashMismatch
 * naming the first file that is another, Unsupported (of a newer Portico), Busy, DiskFull.
 */
Result<VendoredState> importVendored(const Library &library, const ProcessRunner &processes,
                                     const QString &archive, const JobContext &job);

} // namespace portico
