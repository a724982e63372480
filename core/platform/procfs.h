// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace portico {

/** What Linux tells in /proc, read by pure functions. Private to core/platform. */

/** A file below /proc; empty if it is not there or not ours to read. */
QByteArray readProc(const QString &relativePath);

/** The start time out of /proc/<pid>/stat; the program's name in it may hold spaces and ')'. */
std::optional<qint64> startTimeFromStat(const QByteArray &stat);

/** A line of /proc/meminfo in bytes; 0 if it is not there. */
qint64 memoryField(const QByteArray &meminfo, const QByteArray &name);

/** The socket inodes that listen on a port, out of /proc/net/tcp or tcp6. */
QList<qint64> listeningInodes(const QByteArray &table, quint16 port);

} // namespace portico
