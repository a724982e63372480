// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/catalogue/catalogueservices.h"

namespace portico::cli {

/**
 * What `--bundle` names: its id in the catalogue, or a file or address, which must have that
 * SHA-256 where one is given. Blocking: the catalogue is asked. Errors: NotFound saying what its
 * sources say, InvalidInput, those of askCatalogue().
 */
Result<CatalogueEntry> chosenBundle(const CatalogueServices &catalogue, const QString &bundle,
                                    const std::optional<Sha256> &sha256, const JobContext &job);

/** An error about what a catalogue lacks, with what its sources say. Pure. */
Error withProblems(Error error, const CatalogueAnswer &catalogue);

} // namespace portico::cli
