// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/process/processrunner.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <variant>

namespace portico {

/**
 * How the finite parts of portico-helper (unpack, git) are spoken with: one request line goes to
 * their standard input, one JSON object a line comes back. The end of their input means "stop".
 */
struct HelperLogLine
{
    QString text;
};
struct HelperResult
{
    QJsonObject body;
};
using HelperMessage = std::variant<Progress, HelperLogLine, HelperResult, Error>;

/** With its line feed. */
QByteArray helperMessageToLine(const HelperMessage &message);

/** InvalidInput for a line that is none. */
Result<HelperMessage> helperMessageFromLine(const QByteArray &line);

/** What a part of the helper is to do. */
struct HelperTask
{
    QString part;        ///< "unpack", "git"
    QJsonObject request; ///< may hold secrets: it goes through a pipe, never through arguments
    std::function<Error(const ExitStatus &)> endedBadly; ///< it ended without result or error
    std::chrono::milliseconds silenceLimit{0};           ///< 0: it may be silent for ever
};

/**
 * Runs the part and hands on its progress and log; returns the body of its result. Blocking; a
 * cancel answers within a second whatever the part is waiting for, because its process is ended.
 * Errors: the part's own, `endedBadly`, Timeout, Cancelled, NotFound without a helper.
 */
Result<QJsonObject> askHelper(const HelperTask &task, const ProcessRunner &processes,
                              const JobContext &job);

} // namespace portico
