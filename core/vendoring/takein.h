// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/vendoring/vendoredstore.h"

#include <functional>

namespace portico {

// Private to core/vendoring.

/** Where a copy of the file lies that was compared with its hash, is durable and may be moved away:
 *  in staging of the library that takes it in. */
using ComparedFile = std::function<Result<QString>(const VendoredFile &)>;

/**
 * Takes a whole state into the store, wherever its files come from. What is here already and whole
 * stays, so that an interrupted call goes on; `obtain` is asked for the rest. The record is called
 * finished last; one that was finished before stays so meanwhile. The caller holds lockVendored().
 * Blocking. Errors: those of `obtain`, DiskFull, Io, Cancelled.
 */
Result<VendoredState> takeIn(const Library &library, const VendoredState &state,
                             const ComparedFile &obtain, const JobContext &job);

} // namespace portico
