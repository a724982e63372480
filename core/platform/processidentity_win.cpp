// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/processidentity.h"

#include <qt_windows.h>

namespace portico {

namespace {

qint64 fromFileTime(const FILETIME &time)
{
    return (static_cast<qint64>(time.dwHighDateTime) << 32) | time.dwLowDateTime;
}

} // namespace

ProcessIdentity ownProcess()
{
    const qint64 pid = GetCurrentProcessId();
    return {.pid = pid, .startTime = startTimeOf(pid).value_or(0), .bootId = currentBootId()};
}

// Windows has no number for a boot; the start of the first session process ("System", pid 4) is
// one.
QString currentBootId()
{
    FILETIME now = {};
    GetSystemTimePreciseAsFileTime(&now);
    const qint64 sinceBoot = static_cast<qint64>(GetTickCount64()) * 10'000;
    constexpr qint64 kMinute = 600'000'000; // the clock may be set a little while it runs
    return QString::number((fromFileTime(now) - sinceBoot + kMinute / 2) / kMinute);
}

std::optional<qint64> startTimeOf(qint64 pid)
{
    const HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE, FALSE,
                                       static_cast<DWORD>(pid));
    if (!process)
        return std::nullopt;
    FILETIME created = {};
    FILETIME exited = {};
    FILETIME kernel = {};
    FILETIME user = {};
    const bool isRunning = WaitForSingleObject(process, 0) == WAIT_TIMEOUT
        && GetProcessTimes(process, &created, &exited, &kernel, &user);
    CloseHandle(process);
    return isRunning ? std::optional(fromFileTime(created)) : std::nullopt;
}

} // namespace portico
