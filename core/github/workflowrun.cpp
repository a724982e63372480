// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/workflowrun.h"

#include "core/catalogue/plaintext.h"
#include "core/github/repository.h"

#include <QCoreApplication>
#include <QUrlQuery>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::WorkflowRun)
};

constexpr qsizetype kMostJobs = 300;

QString line(const QJsonObject &object, QLatin1StringView key)
{
    return plainText(object.value(key).toString().left(300)).simplified();
}

QString runsPath(const QString &repository)
{
    return "/repos/"_L1 + repository + "/actions/runs"_L1;
}

WorkflowStep stepFromJson(const QJsonObject &object)
{
    return {.number = object.value("number"_L1).toInt(),
            .name = line(object, "name"_L1),
            .status = line(object, "status"_L1),
            .conclusion = line(object, "conclusion"_L1)};
}

} // namespace

bool WorkflowRun::isOver() const
{
    return status == "completed"_L1;
}

WorkflowRun workflowRunFromJson(const QJsonObject &object, const GithubServer &server)
{
    WorkflowRun run{
        .id = object.value("id"_L1).toInteger(),
        .number = object.value("run_number"_L1).toInteger(),
        .attempt = object.value("run_attempt"_L1).toInt(1),
        .title = line(object, "display_title"_L1),
        .workflow = line(object, "name"_L1),
        .event = line(object, "event"_L1),
        .branch = line(object, "head_branch"_L1),
        .actor = line(object.value("actor"_L1).toObject(), "login"_L1),
        .status = line(object, "status"_L1),
        .conclusion = line(object, "conclusion"_L1),
        .created =
            QDateTime::fromString(object.value("created_at"_L1).toString(), Qt::ISODate).toUTC(),
        .page = QUrl(object.value("html_url"_L1).toString(), QUrl::StrictMode)};
    if (run.page.host() != server.web.host())
        run.page.clear();
    return run;
}

WorkflowJob workflowJobFromJson(const QJsonObject &object)
{
    WorkflowJob job{.id = object.value("id"_L1).toInteger(),
                    .name = line(object, "name"_L1),
                    .status = line(object, "status"_L1),
                    .conclusion = line(object, "conclusion"_L1),
                    .steps = {}};
    for (const auto &step : object.value("steps"_L1).toArray())
        job.steps += stepFromJson(step.toObject());
    return job;
}

QJsonObject toJson(const WorkflowRun &run)
{
    return {{u"id"_s, run.id},
            {u"number"_s, run.number},
            {u"attempt"_s, run.attempt},
            {u"title"_s, run.title},
            {u"workflow"_s, run.workflow},
            {u"event"_s, run.event},
            {u"branch"_s, run.branch},
            {u"actor"_s, run.actor},
            {u"status"_s, run.status},
            {u"conclusion"_s, run.conclusion},
            {u"created"_s, run.created.toString(Qt::ISODate)},
            {u"page"_s, run.page.toString()}};
}

QJsonObject toJson(const WorkflowJob &job)
{
    QJsonArray steps;
    for (const WorkflowStep &step : job.steps)
        steps.append(QJsonObject{{u"number"_s, step.number},
                                 {u"name"_s, step.name},
                                 {u"status"_s, step.status},
                                 {u"conclusion"_s, step.conclusion}});
    return {{u"id"_s, job.id},
            {u"name"_s, job.name},
            {u"status"_s, job.status},
            {u"conclusion"_s, job.conclusion},
            {u"steps"_s, steps}};
}

QString stateTitle(const QString &status, const QString &conclusion)
{
    const QString word = status == "completed"_L1 ? conclusion : status;
    const std::array<std::pair<QLatin1StringView, QString>, 8> titles{{
        {"success"_L1, Text::tr("succeeded")},
        {"failure"_L1, Text::tr("failed")},
        {"cancelled"_L1, Text::tr("cancelled")},
        {"skipped"_L1, Text::tr("skipped")},
        {"timed_out"_L1, Text::tr("ran out of time")},
        {"queued"_L1, Text::tr("waiting")},
        {"in_progress"_L1, Text::tr("running")},
        {"startup_failure"_L1, Text::tr("could not be started")},
    }};
    for (const auto &[name, title] : titles) {
        if (word == name)
            return title;
    }
    return word;
}

Result<QList<WorkflowRun>> listRuns(const GithubApi &api, const RunQuery &query,
                                    const JobContext &job)
{
    QString path = "/repos/"_L1 + query.repository + "/actions"_L1;
    if (!query.workflow.isEmpty())
        path += "/workflows/"_L1 + inPath(query.workflow);
    path += "/runs?exclude_pull_requests=true"_L1;
    const std::array<std::pair<QLatin1StringView, QString>, 3> filters{
        {{"branch"_L1, query.branch}, {"event"_L1, query.event}, {"actor"_L1, query.actor}}};
    for (const auto &[name, value] : filters) {
        if (!value.isEmpty())
            path += u'&' + name + u'=' + inPath(value);
    }
    const auto found =
        api.pages({.what = Text::tr("listing the runs of %1").arg(query.repository), .path = path},
                  u"workflow_runs"_s, query.most, job);
    if (!found)
        return found.error();
    QList<WorkflowRun> runs;
    for (const QJsonObject &object : *found)
        runs += workflowRunFromJson(object, api.server());
    return runs;
}

Result<WorkflowRun> findRun(const GithubApi &api, const QString &repository, qint64 id,
                            const JobContext &job)
{
    const Result<QJsonObject> object =
        api.object({.what = Text::tr("looking at run %1 of %2").arg(id).arg(repository),
                    .path = runsPath(repository) + u'/' + QString::number(id)},
                   job);
    if (!object)
        return object.error();
    return workflowRunFromJson(*object, api.server());
}

Result<QList<WorkflowJob>> jobsOfRun(const GithubApi &api, const QString &repository, qint64 id,
                                     const JobContext &job)
{
    const auto found = api.pages(
        {.what = Text::tr("listing the jobs of run %1").arg(id),
         .path = runsPath(repository) + u'/' + QString::number(id) + "/jobs?filter=latest"_L1},
        u"jobs"_s, kMostJobs, job);
    if (!found)
        return found.error();
    QList<WorkflowJob> jobs;
    for (const QJsonObject &object : *found)
        jobs += workflowJobFromJson(object);
    return jobs;
}

Result<> cancelRun(const GithubApi &api, const QString &repository, qint64 id,
                   const JobContext &job)
{
    const Result<GithubAnswerTo> answer =
        api.call({.what = Text::tr("cancelling run %1 of %2").arg(id).arg(repository),
                  .path = runsPath(repository) + u'/' + QString::number(id) + "/cancel"_L1,
                  .method = "POST",
                  .body = {},
                  .twice = GithubCall::Twice::Harmless,
                  .answers = {409}},
                 job);
    if (!answer)
        return answer.error();
    if (answer->status != 409)
        return {};
    return Error{.code = ErrorCode::Usage,
                 .message = Text::tr("Run %1 is over: there is nothing to cancel.").arg(id),
                 .nextStep = Text::tr("See how it ended: porticoctl github runs."),
                 .detail = {}};
}

} // namespace portico
