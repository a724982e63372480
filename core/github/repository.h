// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/github/githubapi.h"

namespace portico {

/** What is known of a repository. */
struct GithubRepository
{
    QString name{}; ///< "owner/name" as GitHub writes it, also after it was renamed
    QString defaultBranch{};
    QUrl page{};
    bool mayPush = false;
    bool isArchived = false;
};

/** Asks GitHub. Blocking. Errors: InvalidInput (no owner/name), those of GithubApi. */
Result<GithubRepository> findRepository(const GithubApi &api, const QString &repository,
                                        const JobContext &job);

/** The same, refusing where nothing can be written: PermissionDenied, ReadOnly. */
Result<GithubRepository> findWritableRepository(const GithubApi &api, const QString &repository,
                                                const JobContext &job);

/** A word in a path of the API. */
QString inPath(const QString &word);

} // namespace portico
