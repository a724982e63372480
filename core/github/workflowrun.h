// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/github/githubapi.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

namespace portico {

/** One step of a job. `conclusion` is empty until it is over. */
struct WorkflowStep
{
    int number = 0;
    QString name{};
    QString status{};     ///< "queued", "in_progress", "completed"
    QString conclusion{}; ///< "success", "failure", "cancelled", "skipped"

    friend bool operator==(const WorkflowStep &, const WorkflowStep &) = default;
};

/** One job of a run. */
struct WorkflowJob
{
    qint64 id = 0;
    QString name{};
    QString status{};
    QString conclusion{};
    QList<WorkflowStep> steps{};

    friend bool operator==(const WorkflowJob &, const WorkflowJob &) = default;
};

/** One run of a workflow. */
struct WorkflowRun
{
    qint64 id = 0;
    qint64 number = 0; ///< as people count them: #12
    int attempt = 1;
    QString title{};
    QString workflow{};
    QString event{};
    QString branch{};
    QString actor{};
    QString status{};     ///< "queued", "in_progress", "completed", ...
    QString conclusion{}; ///< "success", "failure", ...; empty until it is over
    QDateTime created{};
    QUrl page{};

    bool isOver() const;
    friend bool operator==(const WorkflowRun &, const WorkflowRun &) = default;
};

WorkflowRun workflowRunFromJson(const QJsonObject &object, const GithubServer &server);
WorkflowJob workflowJobFromJson(const QJsonObject &object);
QJsonObject toJson(const WorkflowRun &run);
QJsonObject toJson(const WorkflowJob &job);

/** "queued", "success", … for people. */
QString stateTitle(const QString &status, const QString &conclusion);

/** Which runs. */
struct RunQuery
{
    QString repository;
    QString workflow{}; ///< its file, "build.yml"; empty: all
    QString branch{};
    QString event{};
    QString actor{};
    qsizetype most = 20;
};

/** The newest first. Blocking. */
Result<QList<WorkflowRun>> listRuns(const GithubApi &api, const RunQuery &query,
                                    const JobContext &job);
Result<WorkflowRun> findRun(const GithubApi &api, const QString &repository, qint64 id,
                            const JobContext &job);
Result<QList<WorkflowJob>> jobsOfRun(const GithubApi &api, const QString &repository, qint64 id,
                                     const JobContext &job);
/** Asks for it to end; it takes a while. Error: Usage where it is over. */
Result<> cancelRun(const GithubApi &api, const QString &repository, qint64 id,
                   const JobContext &job);

} // namespace portico
