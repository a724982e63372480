// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/triggerworkflow.h"

#include "core/github/account.h"
#include "core/github/githubfailure.h"
#include "core/github/repository.h"

#include <QCoreApplication>
#include <QSet>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TriggerWorkflow)
};

constexpr std::chrono::milliseconds kLook{2000};
constexpr qsizetype kMostSeen = 100;

/** What came of the request to start it. */
struct Started
{
    qint64 run = 0;        ///< GitHub named it
    QString marker{};      ///< it took our marker
    bool isCertain = true; ///< false: the connection broke, nobody knows
};

class Trigger
{
public:
    Trigger(const GithubApi &api, const TriggerRequest &request, const GithubRepository &repository,
            const JobContext &job)
        : m_api(api)
        , m_request(request)
        , m_repository(repository)
        , m_branch(request.branch.isEmpty() ? repository.defaultBranch : request.branch)
        , m_what(Text::tr("starting the workflow %1 of %2").arg(request.workflow, repository.name))
        , m_job(job)
    { }

    Result<WorkflowRun> run();

private:
    Result<QList<WorkflowRun>> runsNow() const;
    Result<GithubAnswerTo> dispatch(const QJsonObject &extra, const QString &marker) const;
    Result<Started> start() const;
    Result<Started> startOnOlderServer() const;
    Result<WorkflowRun> lookFor(const Started &started) const;
    Result<std::optional<WorkflowRun>> choose(const QList<WorkflowRun> &runs,
                                              const Started &started) const;

    const GithubApi &m_api;
    const TriggerRequest &m_request;
    const GithubRepository &m_repository;
    const QString m_branch;
    const QString m_what;
    const JobContext &m_job;
    QString m_login;
    QSet<qint64> m_before;
};

/** Those that could be ours: by hand, of this workflow, branch and person. */
Result<QList<WorkflowRun>> Trigger::runsNow() const
{
    return listRuns(m_api,
                    {.repository = m_repository.name,
                     .workflow = m_request.workflow,
                     .branch = m_branch,
                     .event = u"workflow_dispatch"_s,
                     .actor = m_login,
                     .most = kMostSeen},
                    m_job);
}

Result<GithubAnswerTo> Trigger::dispatch(const QJsonObject &extra, const QString &marker) const
{
    QJsonObject inputs;
    for (auto it = m_request.inputs.begin(); it != m_request.inputs.end(); ++it)
        inputs.insert(it.key(), it.value());
    if (!marker.isEmpty())
        inputs.insert(kMarkerInput, marker);
    QJsonObject body = extra;
    body.insert(u"ref"_s, m_branch);
    body.insert(u"inputs"_s, inputs);
    return m_api.call({.what = m_what,
                       .path = u"/repos/%1/actions/workflows/%2/dispatches"_s.arg(
                           m_repository.name, inPath(m_request.workflow)),
                       .method = "POST",
                       .body = body,
                       .twice = GithubCall::Twice::Never,
                       .answers = {422}},
                      m_job);
}

bool mayHaveStarted(const Error &error)
{
    return error.code == ErrorCode::Network || error.code == ErrorCode::Timeout
        || error.code == ErrorCode::HttpStatus;
}

Result<Started> Trigger::start() const
{
    const auto answer = dispatch({{u"return_run_details"_s, true}}, {});
    if (!answer && mayHaveStarted(answer.error()))
        return Started{.isCertain = false};
    if (!answer)
        return answer.error();
    if (answer->status == 422) {
        if (githubWords(answer->bytes).contains("return_run_details"_L1))
            return startOnOlderServer();
        return githubError({m_api.server(), answer->head, answer->bytes, m_what});
    }
    if (answer->bytes.isEmpty())
        return Started{};
    const Result<QJsonObject> details = answer->object();
    return Started{.run = details ? details->value("workflow_run_id"_L1).toInteger() : 0};
}

/** A refused request started nothing: asking in another way is not starting twice. */
Result<Started> Trigger::startOnOlderServer() const
{
    const QString marker = QUuid::createUuid().toString(QUuid::Id128).left(12);
    for (const QString &given : {marker, QString()}) {
        const auto answer = dispatch({}, given);
        if (!answer && mayHaveStarted(answer.error()))
            return Started{.marker = given, .isCertain = false};
        if (!answer)
            return answer.error();
        if (answer->status != 422)
            return Started{.marker = given};
        const bool isUnknownInput = githubWords(answer->bytes).contains("Unexpected inputs"_L1);
        if (given.isEmpty() || !isUnknownInput)
            return githubError({m_api.server(), answer->head, answer->bytes, m_what});
    }
    return Started{};
}

Result<std::optional<WorkflowRun>> Trigger::choose(const QList<WorkflowRun> &runs,
                                                   const Started &started) const
{
    QList<WorkflowRun> fresh;
    for (const WorkflowRun &run : runs) {
        if (m_before.contains(run.id))
            continue;
        if (!started.marker.isEmpty() && run.title.contains(started.marker))
            return std::optional(run);
        fresh += run;
    }
    if (fresh.isEmpty())
        return std::optional<WorkflowRun>();
    if (fresh.size() == 1)
        return std::optional(fresh.constFirst());
    return Error{.code = ErrorCode::Busy,
                 .message = Text::tr("The workflow was started, but %n run(s) of it began at the "
                                     "same time, and nobody can tell which one is yours.",
                                     nullptr, static_cast<int>(fresh.size())),
                 .nextStep =
                     Text::tr("Choose it from “porticoctl github runs”. A workflow with the "
                              "input “%1” in its run-name can be told apart.")
                         .arg(kMarkerInput),
                 .detail = {}};
}

Result<WorkflowRun> Trigger::lookFor(const Started &started) const
{
    const auto until = m_api.clock().monotonic() + m_request.lookFor;
    do {
        const auto runs = runsNow();
        if (!runs)
            return runs.error();
        const auto chosen = choose(*runs, started);
        if (!chosen)
            return chosen.error();
        if (*chosen)
            return **chosen;
        if (const Result<> slept = m_api.clock().sleep(m_api.pace(kLook), m_job.cancel); !slept)
            return slept.error();
    } while (m_api.clock().monotonic() < until);
    return Error{.code = ErrorCode::Timeout,
                 .message = started.isCertain
                     ? Text::tr("GitHub took the request, but no run of %1 appeared.")
                           .arg(m_request.workflow)
                     : Text::tr("The connection broke while the workflow %1 was being started, and "
                                "no run of it appeared.")
                           .arg(m_request.workflow),
                 .nextStep =
                     Text::tr("Look at “porticoctl github runs” before you start it again."),
                 .detail = {}};
}

Result<WorkflowRun> Trigger::run()
{
    const Result<GithubAccount> account = whoAmI(m_api, m_job);
    if (!account)
        return account.error();
    m_login = account->login;
    const auto before = runsNow();
    if (!before)
        return before.error();
    for (const WorkflowRun &run : *before)
        m_before.insert(run.id);
    const Result<Started> started = start();
    if (!started)
        return started.error();
    if (started->run > 0)
        return findRun(m_api, m_repository.name, started->run, m_job);
    return lookFor(*started);
}

} // namespace

Result<WorkflowRun> triggerWorkflow(const GithubApi &api, const TriggerRequest &request,
                                    const JobContext &job)
{
    const Result<GithubRepository> repository =
        findWritableRepository(api, request.repository, job);
    if (!repository)
        return repository.error();
    return Trigger(api, request, *repository, job).run();
}

} // namespace portico
