// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace portico {

/** How a checkout differs from what was checked out. Paths are relative. */
struct WorkTreeState
{
    QString branch{};     ///< empty: a commit without a branch is checked out
    QStringList edited{}; ///< tracked files that were changed, removed or staged
    QStringList added{};  ///< files that are neither tracked nor ignored
    QString upstream{};   ///< what it is compared with: "origin/main"; empty: nothing is known
    std::optional<int> ahead{};  ///< commits that origin was not seen to have
    std::optional<int> behind{}; ///< commits of origin, as far as it is remembered here

    bool isDirty() const { return !edited.isEmpty(); }

    friend bool operator==(const WorkTreeState &, const WorkTreeState &) = default;
};

/**
 * Compares files with the repository as git status does; writes nothing, runs nothing, asks no
 * server. Blocking; milliseconds for a node pack. Errors: NotFound (no repository), Corrupt.
 */
Result<WorkTreeState> readWorkTree(const QString &folder, const JobContext &job);

/** What was edited in tracked files, as a patch that `git apply` takes; empty: nothing. */
Result<QByteArray> editsAsPatch(const QString &folder);

/** Files that git tracks there, relative. Errors: as above. */
Result<QStringList> trackedFiles(const QString &folder);

/** What came between two commits. */
struct CommitList
{
    QStringList subjects{}; ///< the newest first, at most kListedCommits
    int count = 0;          ///< in all
    bool isKnown = true;    ///< false: the old commit is not in this repository's history
};
inline constexpr int kListedCommits = 50;

/** Commits that `to` has and `from` has not. Blocking; milliseconds. */
Result<CommitList> commitsBetween(const QString &folder, const QString &from, const QString &to);

} // namespace portico
