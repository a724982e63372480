// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/processidentity.h"
#include "core/platform/procfs.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace portico {

ProcessIdentity ownProcess()
{
    const qint64 pid = ::getpid();
    return {.pid = pid, .startTime = startTimeOf(pid).value_or(0), .bootId = currentBootId()};
}

QString currentBootId()
{
    return QString::fromLatin1(readProc(u"sys/kernel/random/boot_id"_s).trimmed());
}

std::optional<qint64> startTimeOf(qint64 pid)
{
    return startTimeFromStat(readProc(u"%1/stat"_s.arg(pid)));
}

} // namespace portico
