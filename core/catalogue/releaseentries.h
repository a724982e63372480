// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/cataloguesource.h"
#include "core/catalogue/githubreleases.h"

#include <functional>

namespace portico {

struct BundleName;

/** What a release, its asset and the asset's name tell of a bundle, whoever published it: all but
 *  its id, its source, its name and its versions. Private to the sources. */
CatalogueEntry entryOfAsset(const GithubRelease &release, const GithubAsset &asset,
                            const BundleName &name, const GithubAddress &address);

/** The bundle that an asset is; nothing for other files. */
using ReadAsset =
    std::function<std::optional<CatalogueEntry>(const GithubRelease &, const GithubAsset &)>;

/** The bundles among the assets of a repository's releases, newest first. Blocking. */
Result<SourceAnswer> releaseEntries(const GithubReleases &github, const QString &repository,
                                    const ReadAsset &read, Asking asking, const JobContext &job);

} // namespace portico
