// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/platform/oslock.h"
#include "core/platform/processidentity.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <optional>

namespace portico {

/** Who holds a lock, as it wrote into the lock file. */
struct LockHolder
{
    ProcessIdentity process;
    QString what; ///< what it does, for people: "unpacking ComfyUI 0.33"
    QDateTime since;
};

/**
 * An exclusive lock between processes (and between two users of it in one). The operating system
 * frees it on any death of the holder, so it is never stale; the file's text only names the holder.
 * Movable; the destructor releases. The file stays unless removeFile() is called.
 */
class FileLock
{
public:
    /** Busy with the holder named when another has it. Makes the file and its folder. */
    static Result<FileLock> tryLock(const QString &path, const QString &what);

    /** Waits until it is free; tells the job's log once who holds it. Blocking; Cancelled. */
    static Result<FileLock> lock(const QString &path, const QString &what, const JobContext &job);

    /** Who holds it at this moment; nothing if it is free. Reads only. */
    static std::optional<LockHolder> holder(const QString &path);

    /** Removes the lock file and releases, for locks with names of their own. */
    void removeAndRelease();

private:
    explicit FileLock(std::unique_ptr<OsLock> lock);

    std::unique_ptr<OsLock> m_lock;
};

/** The error of a lock that somebody else has: Busy, naming the holder. */
Error lockBusyError(const QString &path, const std::optional<LockHolder> &holder);

} // namespace portico
