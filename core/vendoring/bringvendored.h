// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/vendoring/vendoredstore.h"

namespace portico {

/**
 * Brings a state that is kept for offline in another library into the store of this one. `from` may
 * be a mere copy of that library's `store` (store/vendored and store/wheels, in a folder on a disk
 * that travels): it is only read. Every file is compared with its hash before it comes into place;
 * what is here already and whole stays, so that an interrupted call goes on. The record is
 * called finished last. A finished state of that id is returned as it is, without a look at `from`.
 * Blocking: the disk's speed.
 *
 * Errors: NotFound (no such state; a file of it), HashMismatch naming the file, Unsupported (a
 * state whose keeping was interrupted), DiskFull, Io.
 */
Result<VendoredState> bringVendored(const Library &from, const Library &to, const QString &id,
                                    const JobContext &job);

} // namespace portico
