// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/catalogue/cataloguesource.h"
#include "core/catalogue/githubreleases.h"

#include <memory>

namespace portico {

// The sources of the catalogue. What they are given must outlive them.

/** The official portable: the assets of ComfyUI's releases on GitHub. Windows only. */
std::unique_ptr<CatalogueSource> officialSource(const GithubReleases &github);

/** Anymatix releases of a repository:
 * `anymatix-portable-comfyui-{system}-{processor}-v{version}.zip`.
 */
std::unique_ptr<CatalogueSource> anymatixSource(const GithubReleases &github,
                                                const QString &repository);

/**
 * Comfy-Org's standalone environments: `latest.json` of all variants, `releases.json` of those for
 * `os`; joined with the volumes of the same archives on GitHub, because only those have a published
 * hash. Without GitHub the whole archive is offered, unverified.
 */
std::unique_ptr<CatalogueSource> standaloneSource(const DocumentFetcher &fetcher,
                                                  const GithubReleases &github,
                                                  const QString &mirror, Os os,
                                                  const QStringList &plainHttpHosts);

/** A team's own catalogue: a JSON file by path or address (docs/catalogue.md). */
std::unique_ptr<CatalogueSource> teamSource(const DocumentFetcher &fetcher, const Clock &clock,
                                            const QString &address,
                                            const QStringList &plainHttpHosts);

/** The repositories of ComfyUI and of the seed's bundles. */
inline constexpr QLatin1StringView kComfyRepository{"Comfy-Org/ComfyUI"};
inline constexpr QLatin1StringView kAnymatixRepository{"Anymatix/anymatix-portable-comfyui"};

} // namespace portico
