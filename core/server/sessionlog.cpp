// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionlog.h"

#include <QCoreApplication>

#include <climits>
#include <utility>

namespace portico {

using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SessionLog)
};

constexpr auto redrawInterval = 100ms;
constexpr auto flushLimit = 500ms;
constexpr double intakePerSecond = 20'000; // what the disk takes, more than a client reads
constexpr double intakeBurst = 20'000;

} // namespace

SessionLog::SessionLog(const QString &folder, LogFileLimits limits, QObject *parent)
    : QObject(parent)
    , m_files(folder, limits)
    , m_intake(intakePerSecond, intakeBurst)
    , m_output{LogReader(LogStream::Output), 0, {}, {}}
    , m_errorOutput{LogReader(LogStream::ErrorOutput), 0, {}, {}}
{
    m_redrawTimer.setSingleShot(true);
    m_redrawTimer.setInterval(redrawInterval);
    connect(&m_redrawTimer, &QTimer::timeout, this, &SessionLog::giveHeldRedraws);
}

SessionLog::Stream &SessionLog::streamOf(LogStream stream)
{
    return stream == LogStream::Output ? m_output : m_errorOutput;
}

void SessionLog::take(LogStream stream, QByteArrayView bytes)
{
    m_now = QDateTime::currentDateTimeUtc();
    Stream &from = streamOf(stream);
    if (m_intake.isEmpty()) {
        const qint64 lines = from.reader.skip(bytes);
        m_ring.skip(lines);
        m_files.countSkipped(lines);
        m_skipped += lines;
        m_untoldSkipped += lines;
        m_redrawTimer.start(); // tells the count when the flood is over
        return;
    }
    tellSkipped();
    const auto receive = [this, &from](const LogReader::Read &read) {
        m_intake.take();
        add(from, read);
    };
    from.reader.feed(bytes, receive);
    from.reader.giveBegunProgress(receive);
    if (const std::optional<QString> problem = m_files.takeProblem())
        say(LogLevel::Warning, *problem);
    emit changed();
}

void SessionLog::endStreams()
{
    m_now = QDateTime::currentDateTimeUtc();
    giveHeldRedraws();
    for (Stream *stream : {&m_output, &m_errorOutput}) {
        stream->reader.finish([&](const LogReader::Read &read) { add(*stream, read); });
        const LogStream name = stream == &m_output ? LogStream::Output : LogStream::ErrorOutput;
        *stream = Stream{LogReader(name), 0, {}, {}};
    }
    emit changed();
}

void SessionLog::say(LogLevel level, const QString &text)
{
    m_now = QDateTime::currentDateTimeUtc();
    LogLine line;
    line.stream = LogStream::Portico;
    line.level = level;
    line.text = text;
    append(std::move(line));
    emit changed();
}

void SessionLog::mark(const SessionMark &mark)
{
    LogLine line;
    line.time = QDateTime::currentDateTimeUtc();
    line.stream = LogStream::Portico;
    line.text = markText(mark);
    m_files.writeAlways(line);
}

void SessionLog::flush()
{
    m_files.flush(flushLimit);
}

void SessionLog::add(Stream &stream, const LogReader::Read &read)
{
    LogLine line = read.line;
    if (!read.isRedraw) {
        stream.heldRedraw.reset();
        append(std::move(line));
        stream.lastNumber = m_nextNumber - 1;
        stream.sinceRedraw.start();
        return;
    }
    stream.heldRedraw = std::move(line);
    if (stream.sinceRedraw.elapsed() >= redrawInterval.count()
        || stream.heldRedraw->progress->percent == 100)
        giveHeldRedraws();
    else if (!m_redrawTimer.isActive())
        m_redrawTimer.start();
}

void SessionLog::giveHeldRedraws()
{
    m_now = QDateTime::currentDateTimeUtc();
    tellSkipped();
    for (Stream *stream : {&m_output, &m_errorOutput}) {
        if (!stream->heldRedraw)
            continue;
        LogLine line = *std::exchange(stream->heldRedraw, std::nullopt);
        line.replaces = stream->lastNumber;
        append(std::move(line));
        stream->lastNumber = m_nextNumber - 1;
        stream->sinceRedraw.start();
    }
    emit changed();
}

void SessionLog::append(LogLine line)
{
    line.number = m_nextNumber++;
    line.time = m_now;
    if (onLine)
        onLine(line);
    m_ring.append(line);
    m_files.write(line);
}

void SessionLog::tellSkipped()
{
    if (m_untoldSkipped == 0)
        return;
    const qint64 count = std::exchange(m_untoldSkipped, 0);
    LogLine line;
    line.stream = LogStream::Portico;
    line.level = LogLevel::Warning;
    line.text = Text::tr("%n line(s) came too quickly and were left out.", nullptr,
                         static_cast<int>(std::min<qint64>(count, INT_MAX)));
    append(std::move(line));
}

} // namespace portico
