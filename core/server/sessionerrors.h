// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/server/sessionstatus.h"

#include <QList>

#include <chrono>

namespace portico {

/** The failures that a session itself finds, in the words a person reads. */
Error alreadyRunningError(qint64 serverProcessId, quint16 port);
Error crashLoopError(int crashes);
Error managerLoopError(qsizetype restarts);
Error notStartedError(const QString &reason);
Error silentError(std::chrono::milliseconds silence);
/** It ended by itself while it was in that state; core/diagnosis says more. */
Error endedError(const QString &exitText, SessionState state);
Error survivorError(const QList<qint64> &survivors);

/** What a client finds: the session server is gone, or never came. */
Error lostServerError();
Error noServerError(const QString &logFile);

} // namespace portico
