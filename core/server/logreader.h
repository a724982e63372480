// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/process/linesplitter.h"
#include "core/server/logline.h"

#include <functional>

namespace portico {

/**
 * Turns one stream of ComfyUI into log lines, without their number and time.
 *
 * Levels carry over: a record's tag stands on its first line only, so the lines below it take its
 * level and are marked as continuation (a traceback, a box). A record that begins with a newline
 * leaves its tag alone on a line; that line is not given out. A progress bar gives a line for each
 * frame, each but the first marked as redraw.
 */
class LogReader
{
public:
    /** One line, and whether it redraws the one before it of this stream. */
    struct Read
    {
        LogLine line;
        bool isRedraw = false;
    };
    using Receiver = std::function<void(Read)>;

    explicit LogReader(LogStream stream);

    void feed(QByteArrayView bytes, const Receiver &receiver);
    /** Counts lines under a flood instead of reading them. */
    qint64 skip(QByteArrayView bytes) { return m_splitter.skip(bytes); }
    void finish(const Receiver &receiver);
    /** The newest frame of a begun progress bar, whose end has not come yet. */
    void giveBegunProgress(const Receiver &receiver);

private:
    void read(const SplitLine &line, const Receiver &receiver);
    void readProgress(LogProgress progress, const QString &text, const Receiver &receiver);

    LineSplitter m_splitter;
    LogStream m_stream;
    LogLevel m_level = LogLevel::Info;
    bool m_isInRecord = false; ///< the next untagged line belongs to a tagged one above it
    bool m_tagStandsAlone = false;
    std::optional<LogProgress> m_bar; ///< the frame given out last, while its bar is moving
};

} // namespace portico
