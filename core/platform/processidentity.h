// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace portico {

/** What names one process for ever: the pid alone is used again. */
struct ProcessIdentity
{
    qint64 pid = 0;
    qint64 startTime = 0; ///< in system ticks; 0 if unknown
    QString bootId;       ///< of the boot it belongs to

    friend bool operator==(const ProcessIdentity &, const ProcessIdentity &) = default;
};

/** This process. */
ProcessIdentity ownProcess();

/** Identifies this boot of the computer; empty if the system does not tell. */
QString currentBootId();

/** Start time of a running process in system ticks; nothing if there is no such process. */
std::optional<qint64> startTimeOf(qint64 pid);

} // namespace portico
