// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/github/githubapi.h"

#include <QMap>

namespace portico {

/** Files for a branch. */
struct PushRequest
{
    QString repository; ///< "owner/name"
    QString branch{};   ///< empty: the repository's default branch; made where it is not there
    QString message{};
    QMap<QString, QByteArray> files{}; ///< path in the repository -> content; others stay
};

struct PushedFiles
{
    QString branch{};
    QString commit{};    ///< where the branch is now
    QUrl page{};         ///< of the commit
    bool changed = true; ///< false: the branch had all of it already
    QStringList paths{};
};

/**
 * Puts files onto a branch as one commit, by GitHub's API for git data: blobs, a tree over the
 * branch's own, a commit, and last the branch. So nobody sees half of it, nothing is cloned, and
 * the token needs no second way to GitHub (git's own would want it as a password). Somebody's push
 * in between is built upon, never overwritten. Blocking. Errors: those of GithubApi;
 * PermissionDenied, ReadOnly; Busy where others push without a pause.
 */
Result<PushedFiles> pushFiles(const GithubApi &api, const PushRequest &request,
                              const JobContext &job);

/** The files of a folder (with its .github, without its .git), or one file, as they would lie in a
 *  repository. Blocking. Errors: Refused (too many or too large: this is for recipes; a link out of
 *  the folder), NotFound. */
Result<QMap<QString, QByteArray>> filesToPush(const QString &path, const JobContext &job);

QJsonObject toJson(const PushedFiles &pushed);

} // namespace portico
