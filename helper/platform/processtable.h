// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace portico {

/** One line of the system's process list. */
struct ProcessEntry
{
    qint64 pid = 0;
    qint64 parent = 0;
    bool hasEnded = false; ///< a zombie: it only waits to be reaped

    friend bool operator==(const ProcessEntry &, const ProcessEntry &) = default;
};

/** All processes that can be seen. Unix only; a few milliseconds. */
QList<ProcessEntry> processTable();

/** Everything below that process, itself not included. Pure. */
QList<ProcessEntry> descendantsOf(const QList<ProcessEntry> &table, qint64 ancestor);

/** This user's living processes, we not included, whose environment has NAME=value. */
QList<qint64> processesWithVariable(const QByteArray &name, const QByteArray &value);

} // namespace portico
