// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/platform/treewalk.h"
#include "core/python/distribution.h"

#include <QHash>
#include <QStringList>

namespace portico {

/** A tree as it was at one time: path to what the file system says; without bytecode. */
using TreeState = QHash<QString, TreeEntry>;
Result<TreeState> readTreeState(const QString &folder, const JobContext &job);

/** What became of a tree; of a folder that is new or gone only the folder itself. Sorted. */
struct TreeChanges
{
    QStringList added{};
    QStringList changed{}; ///< files
    QStringList removed{};

    bool isEmpty() const { return added.isEmpty() && changed.isEmpty() && removed.isEmpty(); }
    QStringList all() const { return added + changed + removed; }
};
/** Pure. `passes`: paths that do not count. */
TreeChanges changesBetween(const TreeState &before, const TreeState &after,
                           const std::function<bool(const QString &)> &passes = {});

/** An installed package, and where it came from if that was no index. */
struct InstalledPackage
{
    Distribution distribution;
    QString source{};         ///< "git+https://…@commit", "https://…/x.whl"; empty: an index
    bool isLocal = false;     ///< from a folder or file of this computer
    bool isRequested = false; ///< by name, not because another needs it
};

/** The packages of these folders, by their dist-info and egg-info alone. Small reads. */
QList<InstalledPackage> installedPackages(const QStringList &sites);

/** What a script did to the packages. */
struct PackageChanges
{
    QStringList needs{};    ///< that bring the same: "easy==1.0", "x @ git+https://…"
    QStringList notTaken{}; ///< "name version": what no plan could bring, or is a tool of pip's
    QStringList removed{};  ///< "name version"
    QList<Distribution> touched{}; ///< before and after: their files are accounted for
};
/** What is needed by another of the new ones is left to the resolver, unless it was asked for by
 *  name. Pure. */
PackageChanges packageChanges(const QList<InstalledPackage> &before,
                              const QList<InstalledPackage> &after);

} // namespace portico
