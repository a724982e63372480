// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace portico {

/** A file or link that is ready and comes into its place. */
struct ComingFile
{
    QString path;   ///< relative to the tree
    QString staged; ///< absolute; moved away from there
    int mode = 0;   ///< permission bits it shall have; 0: as it is
};

/** What changes in a tree. All that is needed is there before the first file is touched. */
struct Exchange
{
    QString folder; ///< the tree
    /** Where what leaves goes, laid out as the tree: nothing is deleted. Made; must be new. */
    QString kept;
    QStringList leaving{};
    QList<ComingFile> coming{};
    QString step{};
};

/**
 * Moves out what leaves and what is replaced, moves in what comes, each by a rename; bytecode of
 * changed modules goes, and folders that are empty then. Killed in between, each file is the old
 * one, the new one or not there, and what left lies in `kept`. Synced at the end. Blocking.
 */
Result<> exchangeFiles(const Exchange &exchange, const JobContext &job);

/** A rename, or a copy and removal where that is another file system. */
Result<> moveFile(const QString &from, const QString &to);

} // namespace portico
