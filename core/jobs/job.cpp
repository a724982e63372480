// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/jobs/job.h"

#include <QMetaObject>

#include <mutex>
#include <utility>

namespace portico {

namespace {

constexpr qsizetype kMaxLogLines = 2'000;
constexpr qint64 kSpeedWindowMs = 2'000;

} // namespace

/** Reports arrive here from any thread; at most one wake-up of the GUI thread is pending. */
struct Job::Mailbox
{
    std::mutex mutex;
    Job *job = nullptr; // null once the job is gone
    std::optional<QStringList> steps;
    std::optional<Progress> progress;
    QStringList log;
    bool isWakePending = false;

    template <typename Write>
    void post(Write write)
    {
        const std::lock_guard lock(mutex);
        write(*this);
        if (!job || std::exchange(isWakePending, true))
            return;
        QMetaObject::invokeMethod(
            job, [owner = job] { owner->collect(); }, Qt::QueuedConnection);
    }
};

Job::Job(JobDescription description, QObject *parent)
    : QObject(parent)
    , m_title(std::move(description.title))
    , m_exclusiveKey(std::move(description.exclusiveKey))
    , m_mailbox(std::make_shared<Mailbox>())
{
    m_mailbox->job = this;
}

Job::~Job()
{
    const std::lock_guard lock(m_mailbox->mutex);
    m_mailbox->job = nullptr;
}

bool Job::isFinished() const
{
    return m_state != JobState::Waiting && m_state != JobState::Running;
}

std::optional<std::chrono::seconds> Job::timeLeft() const
{
    if (m_speed <= 0 || m_progress.total < 0)
        return std::nullopt;
    const double left = static_cast<double>(m_progress.total - m_progress.done) / m_speed;
    return std::chrono::seconds(qRound64(left));
}

void Job::cancel()
{
    m_cancel.cancel();
    emit cancelRequested();
}

JobContext Job::context()
{
    const auto box = m_mailbox;
    return JobContext(m_cancel.token(),
                      {.steps =
                           [box](const QStringList &steps) {
                               box->post([&](Mailbox &mail) { mail.steps = steps; });
                           },
                       .progress =
                           [box](const Progress &progress) {
                               box->post([&](Mailbox &mail) { mail.progress = progress; });
                           },
                       .log =
                           [box](const QString &line) {
                               box->post([&](Mailbox &mail) { mail.log.append(line); });
                           }});
}

void Job::collect()
{
    std::optional<QStringList> steps;
    std::optional<Progress> progress;
    QStringList lines;
    {
        const std::lock_guard lock(m_mailbox->mutex);
        steps = std::exchange(m_mailbox->steps, std::nullopt);
        progress = std::exchange(m_mailbox->progress, std::nullopt);
        lines = std::exchange(m_mailbox->log, {});
        m_mailbox->isWakePending = false;
    }
    if (steps)
        m_steps = *steps;
    if (progress) {
        if (progress->step != m_progress.step)
            m_speedTimer.invalidate();
        m_progress = *progress;
        measureSpeed();
    }
    for (const QString &line : std::as_const(lines)) {
        m_log.append(line);
        emit logged(line);
    }
    if (m_log.size() > kMaxLogLines)
        m_log.remove(0, m_log.size() - kMaxLogLines);
    if (steps || progress)
        emit changed();
}

void Job::measureSpeed()
{
    if (!m_speedTimer.isValid()) {
        m_speedTimer.start();
        m_speedBase = m_progress.done;
        m_speed = 0;
        return;
    }
    const qint64 elapsed = m_speedTimer.elapsed();
    if (elapsed < kSpeedWindowMs / 8)
        return;
    const double now =
        static_cast<double>(m_progress.done - m_speedBase) * 1000.0 / static_cast<double>(elapsed);
    m_speed = m_speed > 0 ? 0.7 * m_speed + 0.3 * now : now;
    m_speedTimer.restart();
    m_speedBase = m_progress.done;
}

void Job::begin()
{
    m_state = JobState::Running;
    m_started = QDateTime::currentDateTimeUtc();
    emit changed();
}

void Job::end(JobState state, std::optional<Error> error)
{
    collect();
    m_state = state;
    m_error = std::move(error);
    m_speed = 0;
    emit changed();
    emit finished();
}

} // namespace portico
