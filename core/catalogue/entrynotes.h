// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/catalogueservices.h"

namespace portico {

/**
 * The notes of a bundle as Markdown: its publisher's, or, for a standalone environment, what its
 * `manifest.json` says it is made of (asked now, and kept). Empty where there are none. Blocking.
 */
Result<QString> askNotes(const CatalogueServices &services, const CatalogueEntry &entry,
                         Asking asking, const JobContext &job);

} // namespace portico
