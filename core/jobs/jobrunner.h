// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/jobs/job.h"

#include <QList>
#include <QPointer>
#include <QThreadPool>

#include <functional>

namespace portico {

/**
 * The only door between blocking work and the GUI.
 *
 * start() runs `body` on a worker thread and delivers its Result to `done` on the runner's thread,
 * only if `receiver` still lives. When `done` is called the worker holds nothing of `body` and
 * `done` any more, so what they share with their caller dies on the caller's thread. The runner
 * owns its jobs; finished ones stay until clearFinished(). Its destructor cancels all work and
 * waits for it.
 */
class JobRunner final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobRunner)

public:
    explicit JobRunner(QObject *parent = nullptr);
    ~JobRunner() override;

    template <typename T>
    Job &start(const JobDescription &description, std::function<Result<T>(const JobContext &)> body,
               QObject *receiver, std::function<void(Result<T>)> done)
    {
        return submit(description,
                      [body = std::move(body), done = std::move(done),
                       receiver = QPointer(receiver)](const JobContext &context) {
                          const auto result = std::make_shared<Result<T>>(
                              context.isCancelled() ? Result<T>(cancelledError()) : body(context));
                          const std::optional<Error> error =
                              *result ? std::nullopt : std::optional(result->error());
                          return Outcome{error, [result, done, receiver] {
                                             if (receiver && done)
                                                 done(std::move(*result));
                                         }};
                      });
    }

    const QList<Job *> &jobs() const { return m_jobs; }
    bool isBusy() const;
    void clearFinished();

signals:
    void jobAdded(portico::Job *job);
    void jobRemoved(portico::Job *job);
    void jobFinished(portico::Job *job);

private:
    struct Outcome
    {
        std::optional<Error> error;
        std::function<void()> deliver;
    };
    using Work = std::function<Outcome(const JobContext &)>;

    Job &submit(const JobDescription &description, Work work);
    void startReady();
    void finish(Job *job, const Outcome &outcome);

    struct Pending
    {
        Job *job;
        Work work;
    };

    QThreadPool m_pool;
    QList<Job *> m_jobs;
    QList<Pending> m_pending;
};

} // namespace portico
