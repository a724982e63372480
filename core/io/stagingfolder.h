// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/io/filelock.h"

#include <QString>

namespace portico {

/**
 * A folder where something is built before it becomes real in one step. It lies under the library's
 * staging root, on the same file system as its target, with an OS lock beside it, so that after a
 * kill sweepStaging() knows that it is nobody's. Movable; the destructor removes what was not
 * committed.
 */
class StagingDir
{
public:
    /** A new empty folder; `what` names the work for whoever meets its lock. */
    static Result<StagingDir> create(const QString &root, const QString &what);

    StagingDir(StagingDir &&) noexcept = default;
    StagingDir &operator=(StagingDir &&) = delete;
    ~StagingDir();

    const QString &path() const { return m_path; }

    /** Syncs everything in it to the disk, then moves it to `target`, which must not exist. After
     *  an error it is still staging. Blocking. */
    Result<> commit(const QString &target, const JobContext &job);

private:
    StagingDir(QString path, FileLock lock);

    QString m_path;
    std::optional<FileLock> m_lock;
};

/** What a sweep did. */
struct StagingSweep
{
    int removed = 0;
    int inUse = 0;       ///< somebody works there
    qint64 bytes = 0;    ///< given back
    QList<Error> errors; ///< what could not be removed, and why
};

/** Removes the staging folders whose makers are gone. Blocking. */
Result<StagingSweep> sweepStaging(const QString &root, const JobContext &job);

} // namespace portico
