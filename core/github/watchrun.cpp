// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/watchrun.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::WatchRun)
};

constexpr int kMostFailures = 12; ///< looks in a row that got no answer
constexpr QLatin1StringView kOver{"completed"};

/** Tells what is new since the last look. */
class Teller
{
public:
    Teller(const WatchRequest &request, const JobContext &job)
        : m_request(request)
        , m_job(job)
    { }

    /** Whether anything is new. */
    bool tell(const WatchedRun &now)
    {
        if (m_isTold && now.run == m_last.run && now.jobs == m_last.jobs)
            return false;
        for (const WorkflowJob &each : now.jobs)
            tellJob(each);
        if (m_request.changed)
            m_request.changed(now);
        report(now); // last: whoever follows the job finds the rest told
        m_last = now;
        m_isTold = true;
        return true;
    }

private:
    void tellJob(const WorkflowJob &each)
    {
        for (const WorkflowStep &step : each.steps) {
            if (isNews(u"%1/%2"_s.arg(each.id).arg(step.number), step.status)
                && step.status == kOver)
                m_job.log(Text::tr("%1: %2 %3")
                              .arg(each.name, step.name, stateTitle(step.status, step.conclusion)));
        }
        if (isNews(QString::number(each.id), each.status))
            m_job.log(Text::tr("%1: %2").arg(each.name, stateTitle(each.status, each.conclusion)));
    }

    bool isNews(const QString &what, const QString &status)
    {
        QString &known = m_states[what];
        const bool isNew = known != status;
        known = status;
        return isNew;
    }

    void report(const WatchedRun &now) const
    {
        qint64 done = 0;
        qint64 total = 0;
        QString step = stateTitle(now.run.status, now.run.conclusion);
        for (const WorkflowJob &each : now.jobs) {
            for (const WorkflowStep &one : each.steps) {
                ++total;
                done += one.status == kOver ? 1 : 0;
                if (one.status == "in_progress"_L1)
                    step = u"%1: %2"_s.arg(each.name, one.name);
            }
        }
        m_job.report({.step = step,
                      .done = done,
                      .total = total > 0 ? total : -1,
                      .unit = ProgressUnit::Items});
    }

    const WatchRequest &m_request;
    const JobContext &m_job;
    WatchedRun m_last;
    bool m_isTold = false;
    QHash<QString, QString> m_states;
};

Result<WatchedRun> look(const GithubApi &api, const WatchRequest &request, const JobContext &job)
{
    const Result<WorkflowRun> run = findRun(api, request.repository, request.run, job);
    if (!run)
        return run.error();
    const auto jobs = jobsOfRun(api, request.repository, request.run, job);
    if (!jobs)
        return jobs.error();
    return WatchedRun{.run = *run, .jobs = *jobs};
}

bool isPassing(const Error &error)
{
    return error.code == ErrorCode::Network || error.code == ErrorCode::Timeout
        || error.code == ErrorCode::HttpStatus;
}

Result<WatchedRun> watchToItsEnd(const GithubApi &api, const WatchRequest &request,
                                 const JobContext &job)
{
    Teller teller(request, job);
    auto pause = request.first;
    for (int failures = 0;;) {
        const Result<WatchedRun> now = look(api, request, job);
        if (!now && (!isPassing(now.error()) || ++failures > kMostFailures))
            return now.error();
        if (!now) {
            job.log(Text::tr("%1 Trying again; the run goes on.").arg(now.error().message));
            pause = request.longest;
        } else {
            failures = 0;
            const bool isNews = teller.tell(*now);
            if (now->run.isOver())
                return now;
            pause = isNews ? request.first
                           : std::min<std::chrono::milliseconds>(pause * 3 / 2, request.longest);
        }
        if (const Result<> slept = api.clock().sleep(api.pace(pause), job.cancel); !slept)
            return slept.error();
    }
}

} // namespace

Result<WatchedRun> watchRun(const GithubApi &api, const WatchRequest &request,
                            const JobContext &job)
{
    Result<WatchedRun> end = watchToItsEnd(api, request, job);
    if (!end && end.error().code == ErrorCode::Cancelled)
        job.log(Text::tr("The run on GitHub goes on; “porticoctl github cancel %1” ends it.")
                    .arg(request.run));
    return end;
}

QJsonObject toJson(const WatchedRun &watched)
{
    QJsonArray jobs;
    for (const WorkflowJob &job : watched.jobs)
        jobs.append(toJson(job));
    QJsonObject object = toJson(watched.run);
    object.insert(u"jobs"_s, jobs);
    return object;
}

} // namespace portico
