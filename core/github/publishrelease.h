// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/github/githubapi.h"

#include <QJsonObject>
#include <QStringList>

namespace portico {

/** A release to be made. */
struct ReleaseRequest
{
    QString repository; ///< "owner/name"
    QString tag;        ///< "v1.2.0"; GitHub makes it where it is not there
    QString target{};   ///< branch or commit for a new tag; empty: the default branch
    QString title{};    ///< empty: the tag
    QString notes{};    ///< Markdown; the list of files with their hashes follows
    QStringList files{};
    enum class Kind { Release, Prerelease } kind = Kind::Release;
    /** A larger file is sent as volumes `name.001`, `name.002`, … of that size, read where they lie
     *  in it; 0: it is refused. */
    qint64 volumeSize = 0;
};

/** A file of it. */
struct ReleasedAsset
{
    QString name{};
    qint64 size = 0;
    Sha256 sha256{};
    QUrl url{};
    bool wasThere = false; ///< of a try before: whole, and not sent again
};

struct PublishedRelease
{
    QString tag{};
    QUrl page{};
    QList<ReleasedAsset> assets{};
};

/** The most bytes that a file of a release may have: GitHub takes less than 2 GiB. */
inline constexpr qint64 kMostAssetBytes = (2LL << 30) - 1;

/**
 * Makes a release: a draft that only writers see, its files streamed from the disk, each compared
 * with the SHA-256 that GitHub computed, and last the draft made public. So nobody sees half of it;
 * a try after a broken one goes on with its draft and sends what is missing. Blocking; progress in
 * bytes.
 *
 * Errors: AlreadyExists (published already), Refused (a file too large, or with a name that GitHub
 * would change), HashMismatch, those of GithubApi and of the files.
 */
Result<PublishedRelease> publishRelease(const GithubApi &api, const ReleaseRequest &request,
                                        const JobContext &job);

QJsonObject toJson(const PublishedRelease &release);

} // namespace portico
