// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace portico {

enum class LogLevel { Debug, Info, Warning, Error };
/** Who said it: ComfyUI's two streams, or Portico itself. */
enum class LogStream { Output, ErrorOutput, Portico };

/** A progress bar of the log (tqdm). */
struct LogProgress
{
    QString description;
    int percent = 0;
    QString detail; ///< "3/20 [00:01<00:07, 2.1it/s]"

    friend bool operator==(const LogProgress &, const LogProgress &) = default;
};

/**
 * One line of a session's log: ANSI sequences and control characters removed, secrets hidden, at
 * most 16 KiB. `number` grows by one and never repeats in a session; a line that `replaces` another
 * carries the number of the one it redraws (a moving progress bar).
 */
struct LogLine
{
    qint64 number = 0;
    QDateTime time;
    LogStream stream = LogStream::ErrorOutput;
    LogLevel level = LogLevel::Info;
    QString text;
    std::optional<LogProgress> progress;
    std::optional<qint64> replaces;
    bool isContinuation = false; ///< belongs to the record above it (a traceback, a box)

    friend bool operator==(const LogLine &, const LogLine &) = default;
};

QJsonObject toJson(const LogLine &line);
std::optional<LogLine> logLineFromJson(const QJsonObject &object);

} // namespace portico
