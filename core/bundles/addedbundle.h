// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/bundles/bundlerecord.h"
#include "core/installs/bundlereader.h"
#include "core/nodes/packsource.h"

#include <optional>

namespace portico {

/** Reads bundle.json of bundles that Portico made; other bundles it leaves as they are. */
class AddedBundle final : public BundleReader
{
public:
    Result<BundleSaid> read(const StagedBundle &bundle, Generation &generation,
                            const JobContext &job) const override;
};

/**
 * What lies in a folder as a bundle of Portico's, believed only where its parts agree: bundle.json
 * names the very SHA256SUMS beside it. Nothing: no bundle of Portico's.
 * Blocking; two reads. Errors: Corrupt (names the key), HashMismatch.
 */
Result<std::optional<BundleRecord>> readAddedBundle(const QString &contents);

/** Where a bundled pack can be got again: a repository by https or http, without user, password or
 *  query, at a full commit (none where it was edited). Nothing for anything else. Pure. */
std::optional<PackSource> sourceOfBundledPack(const BundledPack &pack);

} // namespace portico
