// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/repair/drift.h"

#include <QByteArray>
#include <QHash>

#include <functional>

namespace portico {

/** Whether a file under another number is looked at again: a clone by reflink has its own. */
enum class Inodes { Compare, Ignore };

/** A tree and the list of what should be in it. */
struct CompareRequest
{
    QString folder{};
    QByteArray manifest{}; ///< core/io/treemanifest.h
    Inodes inodes = Inodes::Compare;
    /** Whether a file that is not in the list may be there all the same; relative, with '/'. May be
     *  called from several threads. */
    std::function<bool(QByteArrayView path)> mayBeAdded{};
    /** Listed folders whose content lies elsewhere, as where: links may stand in their places.
     *  Empty: it is not looked at. */
    QHash<QString, QString> elsewhere{};
};

/** What is new about a file that is still the same: for the manifest's cache. */
struct FreshStamp
{
    qint64 mtimeNs = 0;
    quint64 inode = 0;
};

struct TreeComparison
{
    QList<DriftedFile> files; ///< sorted by path
    QHash<QString, FreshStamp> touched;
    qsizetype looked = 0;
};

/**
 * Compares without reading what has the right size, time and inode; hashes what has the right size
 * alone. A list of folders is read on all processors at once. Blocking. Errors: Corrupt (the
 * manifest), Cancelled.
 */
Result<TreeComparison> compareTree(const CompareRequest &request, const JobContext &job);

} // namespace portico
