// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/durable.h"

#include "core/base/clock.h"
#include "core/platform/durablestep.h"
#include "core/platform/fileerror.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <functional>

using namespace std::chrono_literals;

namespace portico {

namespace {

constexpr std::chrono::milliseconds kFirstWait = 10ms;
constexpr std::chrono::milliseconds kLongestWait = 10s; // of all waits together

QString folderOf(const QString &path)
{
    return QFileInfo(QDir::cleanPath(path)).absolutePath();
}

/** Repeats a step while its failure is one that passes. */
Result<> repeat(const std::function<int()> &step, FileAct act, const QString &path,
                const QStringList &folders, const JobContext &job)
{
    const SystemClock clock;
    std::chrono::milliseconds waited{0};
    for (std::chrono::milliseconds wait = kFirstWait;; wait *= 2) {
        const int systemError = step();
        if (systemError == 0)
            return {};
        if (waited >= kLongestWait || !isPassingFailure(systemError, folders))
            return fileError(act, path, systemError);
        const std::chrono::milliseconds now = std::min(wait, kLongestWait - waited);
        if (const Result<> slept = clock.sleep(now, job.cancel); !slept)
            return slept;
        waited += now;
    }
}

/**
 * After a step that everybody can see already, a folder that cannot be synced is not a failure of
 * the step: the caller would undo what is done. The data itself was synced before; what a power cut
 * might still cost is the new name. (SQLite decides the same.)
 */
void syncName(const QString &folder, const JobContext &job)
{
    if (const Result<> synced = syncFolder(folder); !synced)
        job.log(synced.error().message);
}

} // namespace

Result<> renameUnsynced(const QString &from, const QString &to, IfExists ifExists)
{
    return repeat([&] { return renameOnce(from, to, ifExists); }, FileAct::Rename, to,
                  {folderOf(from), folderOf(to)}, JobContext());
}

Result<> renameDurably(const QString &from, const QString &to, IfExists ifExists,
                       const JobContext &job)
{
    const QString source = folderOf(from);
    const QString target = folderOf(to);
    const Result<> renamed = repeat([&] { return renameOnce(from, to, ifExists); }, FileAct::Rename,
                                    to, {source, target}, job);
    if (!renamed)
        return renamed;
    syncName(target, job);
    if (source != target)
        syncName(source, job);
    return {};
}

Result<> removeDurably(const QString &file, const JobContext &job)
{
    const QString folder = folderOf(file);
    const Result<> removed =
        repeat([&] { return removeOnce(file); }, FileAct::Remove, file, {folder}, job);
    if (removed && QFileInfo(folder).isDir())
        syncName(folder, job);
    return removed;
}

} // namespace portico
