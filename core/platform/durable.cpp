// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/durable.h"

#include "core/base/clock.h"
#include "core/platform/durablerename.h"
#include "core/platform/fileerror.h"

#include <QDir>
#include <QFileInfo>

using namespace std::chrono_literals;

namespace portico {

namespace {

constexpr std::chrono::milliseconds kFirstWait = 10ms;
constexpr std::chrono::milliseconds kLongestWait = 10s; // of all waits together

QString folderOf(const QString &path)
{
    return QFileInfo(QDir::cleanPath(path)).absolutePath();
}

} // namespace

Result<> renameDurably(const QString &from, const QString &to, IfExists ifExists,
                       const JobContext &job)
{
    const SystemClock clock;
    std::chrono::milliseconds waited{0};
    for (std::chrono::milliseconds wait = kFirstWait;; wait *= 2) {
        const int systemError = renameOnce(from, to, ifExists);
        if (systemError == 0)
            break;
        if (waited >= kLongestWait || !isPassingFailure(systemError, from, to))
            return fileError(FileAct::Rename, to, systemError);
        const std::chrono::milliseconds now = std::min(wait, kLongestWait - waited);
        if (const Result<> slept = clock.sleep(now, job.cancel); !slept)
            return slept;
        waited += now;
    }
    const QString source = folderOf(from);
    const QString target = folderOf(to);
    if (const Result<> synced = syncFolder(target); !synced || source == target)
        return synced;
    return syncFolder(source);
}

} // namespace portico
