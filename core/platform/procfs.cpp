// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/procfs.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace portico {

QByteArray readProc(const QString &relativePath)
{
    QFile file(u"/proc/"_s + relativePath);
    // Not sequential by its own words, but of size 0: readAll() reads until the end all the same.
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.readAll() : QByteArray();
}

std::optional<qint64> startTimeFromStat(const QByteArray &stat)
{
    constexpr qsizetype kStartTime = 19; // field 22, counted from the first one after the name
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 1).simplified().split(' ');
    if (fields.size() <= kStartTime || stat.lastIndexOf(')') < 0)
        return std::nullopt;
    bool isNumber = false;
    const qint64 ticks = fields.at(kStartTime).toLongLong(&isNumber);
    return isNumber ? std::optional(ticks) : std::nullopt;
}

qint64 memoryField(const QByteArray &meminfo, const QByteArray &name)
{
    for (const QByteArray &line : meminfo.split('\n')) {
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).simplified().split(' ').constFirst().toLongLong()
                * 1024;
    }
    return 0;
}

QList<qint64> listeningInodes(const QByteArray &table, quint16 port)
{
    constexpr qsizetype kLocalAddress = 1;
    constexpr qsizetype kState = 3;
    constexpr qsizetype kInode = 9;
    QList<qint64> inodes;
    for (const QByteArray &line : table.split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() <= kInode || fields.at(kState) != "0A")
            continue;
        const QByteArray &address = fields.at(kLocalAddress);
        bool isNumber = false;
        const uint listening = address.mid(address.lastIndexOf(':') + 1).toUInt(&isNumber, 16);
        if (isNumber && listening == port)
            inodes += fields.at(kInode).toLongLong();
    }
    return inodes;
}

} // namespace portico
