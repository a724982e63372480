// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QString>

#include <functional>

namespace portico {

/** One entry of a tree as the file system describes it; nothing is followed. */
struct TreeEntry
{
    enum class Kind { File, Folder, Link, Special };

    QString path; ///< relative to the root, with '/'
    Kind kind = Kind::File;
    qint64 size = 0;
    int mode = 0; ///< permission bits
    qint64 mtimeNs = 0;
    quint64 inode = 0;
    quint64 device = 0;
    quint64 linkCount = 1;
};

/** What a visitor wants next. */
enum class Visit { Continue, SkipContent };

/**
 * Visits everything below a folder, a folder before its content, names in no order. Links are
 * reported, never followed; the content of other file systems mounted inside is left out. Blocking.
 * Stops with the visitor's error, or when the job is cancelled.
 */
Result<> walkTree(const QString &root, const std::function<Result<Visit>(const TreeEntry &)> &visit,
                  const JobContext &job);

} // namespace portico
