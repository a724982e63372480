// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/cataloguesource.h"
#include "core/catalogue/releaseversion.h"
#include "core/installs/track.h"

#include <QStringList>

namespace portico {

class GithubReleases;

/** One release of ComfyUI itself. */
struct ComfyRelease
{
    QString tag{};     ///< "v0.38.0": what a composition checks out
    QString version{}; ///< "0.38.0"
    QDateTime date{};  ///< UTC
    QString notes{};   ///< Markdown of its publisher: untrusted
    QUrl page{};
    bool isPrerelease = false;
};

/** The list, newest first, with how it was had. */
struct VersionList
{
    QList<ComfyRelease> releases{};
    QDateTime asked{};
    bool isKept = false;
    std::optional<Error> problem{};
    std::optional<RateLimit> limit{};
};

/** The newest that is no prerelease; null if there is none. */
const ComfyRelease *latestRelease(const QList<ComfyRelease> &releases);

/** So old the first release of a line must be before the stable track takes the line. */
inline constexpr std::chrono::days kStableAge{14};

/**
 * The stable track stays deliberately behind: the last patch of the newest minor line, other than
 * that of the newest release, whose first release is two weeks old. So somebody else met its bugs
 * first, and its successor is there if it has one too many. Where there is no such line: the newest
 * release that is two weeks old, else the oldest one known. Null for an empty list.
 */
const ComfyRelease *stableRelease(const QList<ComfyRelease> &releases, const QDateTime &now);

const ComfyRelease *releaseOf(const QList<ComfyRelease> &releases, Track track,
                              const QDateTime &now);

/** What going from one version to another means. */
struct VersionChange
{
    enum class Direction { Same, Newer, Older };

    Direction direction = Direction::Same;
    std::optional<CatalogueEntry> bundle{}; ///< one of that version that suits; else compose
    QStringList needs{};                    ///< whole translated sentences, most important first
};

/** What an install at `current` ("0.33.0") needs to be at `target`. `suitable`: the entries that
 *  suit the computer. Pure; carries nothing out. */
VersionChange changeTo(const ComfyRelease &target, const QString &current,
                       const QList<CatalogueEntry> &suitable);

/** The releases of ComfyUI. Blocking. */
Result<VersionList> comfyVersions(const GithubReleases &github, Asking asking,
                                  const JobContext &job);

} // namespace portico
