// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/githubjobs.h"
#include "core/github/watchrun.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

namespace portico {
class Job;
class JobRunner;
class Services;
} // namespace portico

namespace portico::app {

/** The run that is looked at. */
struct GithubLook
{
    QString repository{};
    std::optional<WatchedRun> run{}; ///< nothing: it is not started yet
    std::optional<Error> failure{};  ///< why it failed there, with its last lines; or why not here
    QString told{};                  ///< what came of the last work on it, as a sentence
    QPointer<Job> watching{};
    QPointer<Job> work{}; ///< cancelling, downloading
};

/**
 * Runs of a workflow on GitHub: pushed, started and watched as one job, cancelled, listed, and what
 * they made fetched. One run is looked at; stopping to look leaves it going.
 */
class GithubRuns final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GithubRuns)

public:
    struct Parts
    {
        const Services &services;
        JobRunner &jobs;
        JobRunner &background;
    };

    explicit GithubRuns(const Parts &parts, QObject *parent = nullptr);

    const GithubLook &look() const { return m_look; }
    /** The newest runs of the repository that was asked about last. */
    const QList<WorkflowRun> &runs() const { return m_runs; }
    const std::optional<Error> &listProblem() const { return m_listProblem; }
    bool isListing() const { return !m_listing.isNull(); }
    bool wasListed() const { return m_wasListed; }

    void build(const GithubOrder &order);
    void list(const QString &repository, const QString &workflow);
    void watch(const QString &repository, const WorkflowRun &run);
    /** The run goes on. */
    void stopWatching() const;
    /** Ends the run on GitHub. */
    void cancel();
    /** All artifacts, each into a folder below. */
    void download(const QString &folder);

    /** Tells this from now on: for pictures and tests. */
    void tell(const GithubLook &look, const QList<WorkflowRun> &runs);

signals:
    void changed();
    /** Bundles among what was downloaded. */
    void bundlesFetched(const QStringList &files);

private:
    struct Mailbox;
    void follow(Job &job, const std::shared_ptr<Mailbox> &mailbox);
    void take(const std::shared_ptr<Mailbox> &mailbox, const Result<WatchedRun> &end);

    const Parts m_parts;
    GithubLook m_look;
    QList<WorkflowRun> m_runs;
    std::optional<Error> m_listProblem;
    QPointer<Job> m_listing{};
    bool m_wasListed = false;
    int m_watch = 0; ///< what older ones tell is late
};

} // namespace portico::app
