// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace portico {

enum class JobState { Waiting, Running, Succeeded, Failed, Cancelled };

/** What a person sees of a job before it runs. */
struct JobDescription
{
    QString title;
    QString exclusiveKey; ///< jobs with the same key run one after another; empty: any time
};

/**
 * One piece of finite work with progress, log and cancel. Lives on the GUI thread (the thread of
 * its runner); a job runs once. Made by JobRunner only.
 */
class Job final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Job)

public:
    ~Job() override;

    const QString &title() const { return m_title; }
    JobState state() const { return m_state; }
    bool isFinished() const;
    /** All steps in their order; empty when the work did not announce any. */
    const QStringList &steps() const { return m_steps; }
    const Progress &progress() const { return m_progress; }
    /** Units a second over the last seconds of the current step; 0 while unknown. */
    double speed() const { return m_speed; }
    /** Time left of the current step as far as its speed tells. */
    std::optional<std::chrono::seconds> timeLeft() const;
    const QStringList &log() const { return m_log; }
    const std::optional<Error> &error() const { return m_error; }
    QDateTime started() const { return m_started; }

    /** Asks the work to stop; it acknowledges within a second. */
    void cancel();

signals:
    void changed(); ///< state, steps, progress or speed
    void logged(const QString &line);
    void cancelRequested();
    void finished();

private:
    friend class JobRunner;
    explicit Job(JobDescription description, QObject *parent);

    struct Mailbox; // what the worker wrote and the GUI thread has not read yet
    JobContext context();
    void collect();
    void measureSpeed();
    void begin();
    void end(JobState state, std::optional<Error> error);

    const QString m_title;
    const QString m_exclusiveKey;
    CancelSource m_cancel;
    std::shared_ptr<Mailbox> m_mailbox;
    JobState m_state = JobState::Waiting;
    QStringList m_steps;
    Progress m_progress;
    QStringList m_log;
    std::optional<Error> m_error;
    QDateTime m_started;
    QElapsedTimer m_speedTimer;
    qint64 m_speedBase = 0;
    double m_speed = 0;
};

} // namespace portico
