// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/jobs/jobrunner.h"

#include <QMetaObject>

#include <algorithm>

namespace portico {

namespace {

/** Long jobs wait for disk and network, not for cores. */
constexpr int kWorkers = 4;

JobState stateOf(const std::optional<Error> &error)
{
    if (!error)
        return JobState::Succeeded;
    return error->code == ErrorCode::Cancelled ? JobState::Cancelled : JobState::Failed;
}

} // namespace

JobRunner::JobRunner(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(kWorkers);
}

JobRunner::~JobRunner()
{
    m_pending.clear();
    for (Job *job : std::as_const(m_jobs))
        job->cancel();
    m_pool.waitForDone();
}

bool JobRunner::isBusy() const
{
    return std::any_of(m_jobs.begin(), m_jobs.end(),
                       [](const Job *job) { return !job->isFinished(); });
}

void JobRunner::clearFinished()
{
    const QList<Job *> jobs = m_jobs;
    for (Job *job : jobs) {
        if (!job->isFinished())
            continue;
        m_jobs.removeOne(job);
        emit jobRemoved(job);
        job->deleteLater();
    }
}

Job &JobRunner::submit(const JobDescription &description, Work work)
{
    const auto job = new Job(description, this);
    m_jobs.append(job);
    m_pending.append({job, std::move(work)});
    connect(job, &Job::cancelRequested, this, &JobRunner::startReady);
    emit jobAdded(job);
    startReady();
    return *job;
}

void JobRunner::startReady()
{
    QList<Pending> waiting;
    for (Pending &pending : std::exchange(m_pending, {})) {
        Job *job = pending.job;
        const bool isBlocked = std::any_of(m_jobs.begin(), m_jobs.end(), [job](const Job *other) {
            return other->state() == JobState::Running && !job->m_exclusiveKey.isEmpty()
                && other->m_exclusiveKey == job->m_exclusiveKey;
        });
        if (isBlocked && !job->m_cancel.token().isCancelled()) {
            waiting.append(std::move(pending));
            continue;
        }
        job->begin();
        m_pool.start(
            [this, job, context = job->context(), work = std::move(pending.work)]() mutable {
                Outcome outcome = work(context);
                // What the work holds is let go before the runner's thread hears of its end: else
                // the worker might hold the last of it, and QObjects would die on the wrong thread.
                work = {};
                QMetaObject::invokeMethod(
                    this, [this, job, outcome = std::move(outcome)] { finish(job, outcome); },
                    Qt::QueuedConnection);
            });
    }
    m_pending = waiting + m_pending;
}

void JobRunner::finish(Job *job, const Outcome &outcome)
{
    job->end(stateOf(outcome.error), outcome.error);
    outcome.deliver();
    emit jobFinished(job);
    startReady();
}

} // namespace portico
