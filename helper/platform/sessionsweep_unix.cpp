// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/platform/processtable.h"
#include "helper/platform/processtree.h"

#include <QThread>

#include <algorithm>
#include <csignal>

namespace portico {

int sweepSession(const QString &sessionToken)
{
    constexpr int attempts = 40;
    constexpr unsigned long pauseMs = 50;
    int swept = 0;
    for (int i = 0; i < attempts; ++i) {
        const QList<qint64> pids = processesWithVariable("PORTICO_SESSION", sessionToken.toUtf8());
        if (pids.isEmpty())
            break;
        swept = std::max(swept, static_cast<int>(pids.size()));
        for (const qint64 pid : pids)
            ::kill(static_cast<pid_t>(pid), SIGKILL);
        QThread::msleep(pauseMs);
    }
    return swept;
}

} // namespace portico
