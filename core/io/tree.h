// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/platform/clonefile.h"

#include <QString>
#include <QStringView>

#include <functional>

namespace portico {

/** How much lies in a folder. */
struct TreeSize
{
    qint64 bytes = 0; ///< a file with several names (hard links) counted once
    qint64 files = 0;
    qint64 folders = 0;
    qint64 links = 0;
};

/** Counts a folder's content; links are counted, never followed. A single file counts itself; what
 *  is not there is empty. Blocking. */
Result<TreeSize> treeSize(const QString &path, const JobContext &job);

/**
 * Removes a file, link or folder with its content for good. Never through a link, never into a
 * mounted file system (Refused, naming it). The path is absolute, without "..", and at least
 * two names deep (else Internal). Success if it is not there. Progress in items under `step`,
 * unless empty. Blocking; after a cancel some of it is gone.
 */
Result<> removeTree(const QString &path, const JobContext &job, const QString &step = {});

/** Which ways of sharing a clone may use. */
enum class Sharing {
    Reflink,           ///< reflink, else copy: either side may be changed later
    ReflinkOrHardLink, ///< reflink, else hard link, else copy: for files that nobody changes
};

struct CloneRequest
{
    QString from;
    QString to; ///< must not exist; its parent must
    Sharing sharing = Sharing::Reflink;
    std::function<bool(QStringView path)> wants; ///< relative path; empty: everything
    QString step;                                ///< for progress in bytes; empty: no reports
};

struct CloneSummary
{
    CloneMethod method = CloneMethod::Copy; ///< what the first file found to work
    qint64 files = 0;
    qint64 bytes = 0;
};

/**
 * A second copy of a folder by the cheapest way that works here, found by trial. Links are made
 * anew as they are written; special files are refused. Blocking. After an error `to` is incomplete:
 * clone into a StagingDir.
 */
Result<CloneSummary> cloneTree(const CloneRequest &request, const JobContext &job);

} // namespace portico
