// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/logfiles.h"

#include "core/server/logrotation.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LogFiles)
};

constexpr qint64 retryAfterMs = 5000;

QByteArray levelMark(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return " D ";
    case LogLevel::Info:
        return " I ";
    case LogLevel::Warning:
        return " W ";
    case LogLevel::Error:
        return " E ";
    }
    Q_UNREACHABLE();
}

QByteArray fileLine(const LogLine &line)
{
    return line.time.toUTC().toString(Qt::ISODateWithMs).toLatin1() + levelMark(line.level)
        + line.text.toUtf8() + '\n';
}

/** A bar's frames between its first and its last are not worth a line on disk. */
bool isWorthWriting(const LogLine &line)
{
    return !line.replaces || !line.progress || line.progress->percent == 100;
}

} // namespace

/** The thread, its queue and the open file. */
class LogFiles::Writer
{
public:
    Writer(QString folder, LogFileLimits limits)
        : m_folder(std::move(folder))
        , m_limits(limits)
        , m_file(currentFile(m_folder))
        , m_thread([this] { run(); })
    { }

    ~Writer()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(Writer)

    /** False if the disk is so far behind that the queue is full. */
    bool push(const QByteArray &bytes)
    {
        const std::lock_guard lock(m_mutex);
        if (m_queue.size() + bytes.size() > m_limits.queueBytes)
            return false;
        m_queue += bytes;
        m_wake.notify_one();
        return true;
    }

    void flush(std::chrono::milliseconds limit)
    {
        std::unique_lock lock(m_mutex);
        m_idle.wait_for(lock, limit, [this] { return m_queue.isEmpty() && !m_isWriting; });
    }

    std::optional<QString> takeProblem()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_problem, std::nullopt);
    }

private:
    void run()
    {
        for (;;) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_isEnding || !m_queue.isEmpty(); });
            const QByteArray bytes = std::exchange(m_queue, QByteArray());
            const bool isEnding = m_isEnding;
            m_isWriting = true;
            lock.unlock();
            if (!bytes.isEmpty())
                append(bytes);
            lock.lock();
            m_isWriting = false;
            lock.unlock();
            m_idle.notify_all();
            if (isEnding)
                return;
        }
    }

    void append(const QByteArray &bytes)
    {
        if (!isOpen())
            return;
        if (m_file.write(bytes) != bytes.size())
            return fail();
        if (m_file.size() < m_limits.fileSize)
            return;
        m_file.close();
        rotateLogs(m_file.fileName(), m_limits.files);
    }

    bool isOpen()
    {
        if (m_file.isOpen())
            return true;
        if (m_sinceFailure.isValid() && m_sinceFailure.elapsed() < retryAfterMs)
            return false;
        QDir().mkpath(m_folder);
        if (m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
            return true;
        fail();
        return false;
    }

    void fail()
    {
        const bool isFirst = !m_sinceFailure.isValid();
        m_sinceFailure.start();
        m_file.close();
        const std::lock_guard lock(m_mutex);
        if (isFirst) {
            m_problem = Text::tr("The log cannot be written to %1: %2. It is only shown.")
                            .arg(QDir::toNativeSeparators(m_file.fileName()), m_file.errorString());
        }
    }

    const QString m_folder;
    const LogFileLimits m_limits;
    QFile m_file;                 ///< the thread's
    QElapsedTimer m_sinceFailure; ///< the thread's
    std::mutex m_mutex;
    std::condition_variable m_wake;
    QByteArray m_queue;
    std::optional<QString> m_problem;
    std::condition_variable m_idle;
    bool m_isEnding = false;
    bool m_isWriting = false;
    std::thread m_thread; // last: it uses the members above
};

LogFiles::LogFiles(const QString &folder, LogFileLimits limits)
    : m_budget(limits.linesPerSecond, limits.linesPerSecond)
    , m_writer(std::make_unique<Writer>(folder, limits))
{ }

LogFiles::~LogFiles() = default;

void LogFiles::write(const LogLine &line)
{
    if (!isWorthWriting(line))
        return;
    if (!m_budget.take()) {
        ++m_leftOut;
        return;
    }
    push(line);
}

void LogFiles::writeAlways(const LogLine &line)
{
    push(line);
}

void LogFiles::push(const LogLine &line)
{
    QByteArray bytes = fileLine(line);
    if (m_leftOut > 0)
        bytes.prepend(u"[%1 lines left out]\n"_s.arg(m_leftOut).toUtf8());
    if (m_writer->push(bytes))
        m_leftOut = 0;
    else
        ++m_leftOut;
}

void LogFiles::flush(std::chrono::milliseconds limit)
{
    m_writer->flush(limit);
}

std::optional<QString> LogFiles::takeProblem()
{
    return m_writer->takeProblem();
}

QString LogFiles::currentFile(const QString &folder)
{
    return folder + u"/comfyui.log"_s;
}

} // namespace portico
