// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/github/workflowrun.h"

namespace portico {

/** A run and what its jobs do. */
struct WatchedRun
{
    WorkflowRun run{};
    QList<WorkflowJob> jobs{};
};

struct WatchRequest
{
    QString repository;
    qint64 run = 0;
    std::chrono::milliseconds first{2000}; ///< between two looks; grows while nothing happens
    std::chrono::milliseconds longest{15000};
    /** Told at first and at each change, on the calling thread. May be empty. */
    std::function<void(const WatchedRun &)> changed{};
};

/**
 * Looks at a run until it is over: its steps go to the job's log and progress as they end. Asks by
 * ETag, so that looks without news cost nothing of the rate limit, and slowly where that runs out;
 * a network that is gone for some minutes is waited for. Blocking. A run that failed is a success
 * here; see runFailure(). Errors: those of GithubApi.
 */
Result<WatchedRun> watchRun(const GithubApi &api, const WatchRequest &request,
                            const JobContext &job);

/** What a run that did not succeed says for itself: its first failed job and step, and the last
 *  lines of the log before its error as `detail`. Nothing for one that succeeded. Blocking. */
std::optional<Error> runFailure(const GithubApi &api, const QString &repository,
                                const WatchedRun &watched, const JobContext &job);

QJsonObject toJson(const WatchedRun &watched);

} // namespace portico
