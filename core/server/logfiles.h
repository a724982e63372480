// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/logline.h"
#include "core/server/tokenbucket.h"

#include <QString>

#include <chrono>
#include <memory>

namespace portico {

/** How much the log may take on disk, and how fast. */
struct LogFileLimits
{
    qint64 fileSize = 10 * 1000 * 1000;
    int files = 5; ///< the current one and the older, compressed ones
    double linesPerSecond = 20'000;
    qsizetype queueBytes = 4 * 1024 * 1024;
};

/**
 * A session's log on disk: `comfyui.log`, when it is full `comfyui.1.log.gz` and so on. A thread of
 * its own writes, so a slow, full or missing disk never holds up the reading of ComfyUI's output:
 * what cannot be written in time is counted and left out.
 */
class LogFiles
{
public:
    explicit LogFiles(const QString &folder, LogFileLimits limits = {});
    /** Writes what is waiting, then ends the thread. */
    ~LogFiles();
    Q_DISABLE_COPY_MOVE(LogFiles)

    /** Returns at once. */
    void write(const LogLine &line);
    void countSkipped(qint64 lines) { m_leftOut += lines; }
    /** The same for a line that must not be lost in a flood. */
    void writeAlways(const LogLine &line);

    /** Waits until all that was given is written, but no longer than this. */
    void flush(std::chrono::milliseconds limit);

    /** What went wrong, once: for a line of the log itself. */
    std::optional<QString> takeProblem();

    static QString currentFile(const QString &folder);

private:
    class Writer;

    void push(const LogLine &line);

    TokenBucket m_budget;
    qint64 m_leftOut = 0;
    std::unique_ptr<Writer> m_writer;
};

} // namespace portico
