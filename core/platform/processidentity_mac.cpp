// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/processidentity.h"

#include <array>
#include <libproc.h>
#include <sys/sysctl.h>
#include <unistd.h>

namespace portico {

ProcessIdentity ownProcess()
{
    const qint64 pid = ::getpid();
    return {.pid = pid, .startTime = startTimeOf(pid).value_or(0), .bootId = currentBootId()};
}

QString currentBootId()
{
    std::array<char, 64> id{};
    size_t size = id.size();
    if (::sysctlbyname("kern.bootsessionuuid", id.data(), &size, nullptr, 0) != 0)
        return {};
    return QString::fromLatin1(id.data());
}

std::optional<qint64> startTimeOf(qint64 pid)
{
    struct proc_bsdinfo info = {};
    const int size = static_cast<int>(sizeof(info));
    if (::proc_pidinfo(static_cast<int>(pid), PROC_PIDTBSDINFO, 0, &info, size) != size)
        return std::nullopt;
    return static_cast<qint64>(info.pbi_start_tvsec) * 1'000'000
        + static_cast<qint64>(info.pbi_start_tvusec);
}

} // namespace portico
