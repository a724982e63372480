// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/releaseentries.h"

#include "core/catalogue/bundlename.h"

namespace portico {

CatalogueEntry entryOfAsset(const GithubRelease &release, const GithubAsset &asset,
                            const BundleName &name, const GithubAddress &address)
{
    CatalogueEntry entry;
    entry.date = release.date;
    entry.notes = release.notes;
    entry.page = release.page;
    entry.os = name.os;
    entry.architecture = name.architecture;
    entry.variant = name.variant;
    entry.accelerator = name.accelerator;
    entry.files = {{.url = address.fileUrl(asset.url),
                    .mirrors = {},
                    .name = asset.name,
                    .size = asset.size,
                    .sha256 = asset.sha256}};
    entry.isPrerelease = release.isPrerelease;
    return entry;
}

Result<SourceAnswer> releaseEntries(const GithubReleases &github, const QString &repository,
                                    const ReadAsset &read, Asking asking, const JobContext &job)
{
    const auto answer = github.list(repository, asking, job);
    if (!answer)
        return answer.error();
    SourceAnswer result = sourceAnswerOf(answer->document);
    for (const GithubRelease &release : answer->releases) {
        for (const GithubAsset &asset : release.assets) {
            if (const auto entry = read(release, asset))
                result.entries.append(*entry);
        }
    }
    return result;
}

} // namespace portico
