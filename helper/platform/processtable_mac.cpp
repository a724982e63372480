// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/platform/processtable.h"

#include <libproc.h>
#include <sys/sysctl.h>
#include <unistd.h>

namespace portico {

namespace {

/** Arguments and environment of a process as the kernel tells them; empty for others' processes. */
QByteArray argumentsAndEnvironment(pid_t pid)
{
    int name[] = {CTL_KERN, KERN_PROCARGS2, pid};
    size_t size = 0;
    if (::sysctl(name, 3, nullptr, &size, nullptr, 0) != 0)
        return {};
    QByteArray bytes(static_cast<qsizetype>(size), '\0');
    if (::sysctl(name, 3, bytes.data(), &size, nullptr, 0) != 0)
        return {};
    bytes.truncate(static_cast<qsizetype>(size));
    return bytes;
}

} // namespace

QList<ProcessEntry> processTable()
{
    const int bytes = ::proc_listpids(PROC_ALL_PIDS, 0, nullptr, 0);
    QList<pid_t> pids(bytes / static_cast<int>(sizeof(pid_t)));
    ::proc_listpids(PROC_ALL_PIDS, 0, pids.data(), bytes);
    QList<ProcessEntry> table;
    for (const pid_t pid : std::as_const(pids)) {
        proc_bsdinfo info{};
        if (::proc_pidinfo(pid, PROC_PIDTBSDINFO, 0, &info, sizeof info) != sizeof info)
            continue;
        table.append({.pid = pid,
                      .parent = static_cast<qint64>(info.pbi_ppid),
                      .hasEnded = info.pbi_status == SZOMB});
    }
    return table;
}

QList<qint64> processesWithVariable(const QByteArray &name, const QByteArray &value)
{
    if (value.isEmpty())
        return {};
    const QByteArray wanted = '\0' + name + '=' + value + '\0';
    QList<qint64> found;
    const QList<ProcessEntry> table = processTable();
    for (const ProcessEntry &entry : table) {
        const auto pid = static_cast<pid_t>(entry.pid);
        if (!entry.hasEnded && pid != ::getpid() && argumentsAndEnvironment(pid).contains(wanted))
            found.append(pid);
    }
    return found;
}

} // namespace portico
