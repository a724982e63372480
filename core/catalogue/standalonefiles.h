// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/catalogueentry.h"
#include "core/catalogue/githubreleases.h"
#include "core/catalogue/standalonejson.h"

namespace portico {

/** Where the environments and their lists are, in the order to try: the person's mirror alone, else
 *  Comfy-Org's own place and its public second one. */
QList<QUrl> standalonePlaces(const QString &mirror);

/** A path below such a place. */
QUrl standaloneUrl(const QUrl &place, const QString &path);

/**
 * The files of one release. Comfy-Org's own place has the archive in one piece and no hash; GitHub
 * has the same bytes in volumes (or in one file) with the SHA-256 of each, so these are taken where
 * all of them are there, in order, with a hash and with the right size together. Pure.
 */
QList<BundleFile> standaloneFiles(const StandaloneRelease &release, const QList<QUrl> &places,
                                  const QList<GithubRelease> &published,
                                  const GithubAddress &address);

inline constexpr QLatin1StringView kStandaloneRepository{
    "Comfy-Org/ComfyUI-Standalone-Environments"};

} // namespace portico
