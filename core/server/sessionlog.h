// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/logfiles.h"
#include "core/server/logreader.h"
#include "core/server/logring.h"
#include "core/server/sessionmark.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>

namespace portico {

/**
 * Everything a session says, from bytes to numbered lines in the ring and on disk. Lives on the
 * session server's thread and never blocks. Under a flood lines are counted instead of read, so
 * that the pipes are always drained and the server answers; frames of a moving bar are passed on
 * ten times a second.
 */
class SessionLog final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionLog)

public:
    explicit SessionLog(const QString &folder, LogFileLimits limits = {},
                        QObject *parent = nullptr);

    /** Output of ComfyUI. */
    void take(LogStream stream, QByteArrayView bytes);
    /** ComfyUI has ended: gives out what has no line end. */
    void endStreams();
    /** A line of Portico's own. */
    void say(LogLevel level, const QString &text);
    /** A line for the files alone: what a program reads there later. */
    void mark(const SessionMark &mark);
    /** Before somebody is told to look at the files. Waits for a slow disk, but not long. */
    void flush();

    const LogRing &ring() const { return m_ring; }
    qint64 skipped() const { return m_skipped; }

    /** Called for every line, before it is passed on. */
    std::function<void(const LogLine &)> onLine;

signals:
    void changed();

private:
    /** What is kept for each of ComfyUI's two streams. */
    struct Stream
    {
        LogReader reader;
        qint64 lastNumber = 0; ///< of the line that a redraw replaces
        QElapsedTimer sinceRedraw;
        std::optional<LogLine> heldRedraw;
    };

    Stream &streamOf(LogStream stream);
    void add(Stream &stream, const LogReader::Read &read);
    void append(LogLine line);
    void giveHeldRedraws();
    void tellSkipped();

    LogRing m_ring;
    LogFiles m_files;
    TokenBucket m_intake;
    Stream m_output;
    Stream m_errorOutput;
    QTimer m_redrawTimer;
    QDateTime m_now;
    qint64 m_nextNumber = 1;
    qint64 m_skipped = 0;
    qint64 m_untoldSkipped = 0;
};

} // namespace portico
