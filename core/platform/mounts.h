// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace portico {

/** Where other file systems are mounted in this folder, or on it; the folder's own disk when it is
 *  one. Bind mounts, too, where the system tells. Reads the system's table: quick. */
QStringList mountsIn(const QString &folder);

/** Those of the given mount points that lie in the folder, or are it. Pure. */
QStringList mountsIn(const QString &folder, const QStringList &mountPoints);

/** The mount points that Linux tells in /proc/self/mountinfo. Pure. */
QStringList mountPointsFrom(const QByteArray &mountInfo);

} // namespace portico
