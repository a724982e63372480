// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/catalogue/catalogueentry.h"

namespace portico {

/**
 * A bundle that a person gave by hand, as an entry: a file of this computer or an address, with the
 * SHA-256 if they have one. Version, system and accelerator are read from its name where it follows
 * a known pattern. Returns at once; nothing is opened. Error: InvalidInput.
 */
Result<CatalogueEntry> givenEntry(const QString &address, const std::optional<Sha256> &sha256 = {});

} // namespace portico
