// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QString>

#include <functional>

namespace portico {

/** One line of a log file, without what stood before ComfyUI's own words. */
struct LogFileLine
{
    QDateTime time; ///< not valid: the file does not tell
    QString text;
};

/** A line of Portico's own log files, of ComfyUI-Manager's, or of what ComfyUI itself printed:
 *  times, level tags and ANSI sequences are taken away. Pure. */
LogFileLine logFileLine(const QByteArray &bytes);

/** Reads a log file (`.gz` too) line by line; a line of more than 64 KiB is cut. Errors: NotFound,
 *  Io, Cancelled. */
Result<> readLogLines(const QString &path, const std::function<void(const LogFileLine &)> &take,
                      const JobContext &job);

/** The log files of a folder that exist, the newest first. */
QStringList logFilesIn(const QString &folder);

} // namespace portico
