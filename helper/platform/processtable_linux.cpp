// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/platform/processtable.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

QByteArray procFile(qint64 pid, const char *name)
{
    QFile file(u"/proc/%1/%2"_s.arg(pid).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<qint64> allPids()
{
    QList<qint64> pids;
    const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        bool isNumber = false;
        const qint64 pid = name.toLongLong(&isNumber);
        if (isNumber)
            pids.append(pid);
    }
    return pids;
}

/** "12 (name with ) in it) S 1 ...": what follows the last parenthesis. */
QList<QByteArray> statFields(qint64 pid)
{
    const QByteArray stat = procFile(pid, "stat");
    return stat.sliced(stat.lastIndexOf(')') + 1).simplified().split(' ');
}

} // namespace

QList<ProcessEntry> processTable()
{
    QList<ProcessEntry> table;
    const QList<qint64> pids = allPids();
    for (const qint64 pid : pids) {
        const QList<QByteArray> fields = statFields(pid);
        if (fields.size() < 2)
            continue; // it has gone meanwhile
        const bool hasEnded = fields[0] == "Z" || fields[0] == "X";
        table.append({.pid = pid, .parent = fields[1].toLongLong(), .hasEnded = hasEnded});
    }
    return table;
}

QList<qint64> processesWithVariable(const QByteArray &name, const QByteArray &value)
{
    if (value.isEmpty())
        return {};
    const QByteArray wanted = '\0' + name + '=' + value + '\0';
    QList<qint64> found;
    const QList<qint64> pids = allPids();
    for (const qint64 pid : pids) {
        if (pid != ::getpid() && ('\0' + procFile(pid, "environ") + '\0').contains(wanted))
            found.append(pid);
    }
    return found;
}

} // namespace portico
