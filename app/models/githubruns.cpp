// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/githubruns.h"

#include "app/models/windowwords.h"
#include "app/services.h"
#include "core/jobs/jobrunner.h"

#include <QDir>

#include <mutex>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostRuns = 8;

QString downloadedText(const FetchedBundles &fetched, const QString &folder)
{
    const QString place = QDir::toNativeSeparators(folder);
    return fetched.areVerified
        ? GithubRuns::tr("Downloaded to %1 and compared with GitHub's digest.").arg(place)
        : GithubRuns::tr("Downloaded to %1. GitHub named no digest to compare with.").arg(place);
}

} // namespace

/** What the worker sees of a run, until the GUI thread takes it. */
struct GithubRuns::Mailbox
{
    std::mutex mutex{};
    std::optional<WatchedRun> run{};

    void put(const WatchedRun &now)
    {
        const std::lock_guard lock(mutex);
        run = now;
    }

    /** To its end. One that failed is an error here, with its last lines; a cancelled one not. */
    Result<WatchedRun> watch(const GithubApi &api, const QString &repository, qint64 id,
                             const JobContext &job)
    {
        Result<WatchedRun> end = watchRun(api,
                                          {.repository = repository,
                                           .run = id,
                                           .changed = [this](const WatchedRun &now) { put(now); }},
                                          job);
        if (!end || end->run.conclusion == "cancelled"_L1)
            return end;
        const auto why = runFailure(api, repository, *end, job);
        return why ? Result<WatchedRun>(*why) : end;
    }

    Result<WatchedRun> build(const GithubApi &api, const GithubOrder &order, const JobContext &job)
    {
        const Result<WorkflowRun> started = pushAndStart(api, order, job);
        if (!started)
            return started.error();
        job.log(tr("Run %1: %2").arg(started->id).arg(started->page.toString()));
        put({.run = *started});
        return watch(api, order.trigger.repository, started->id, job);
    }
};

GithubRuns::GithubRuns(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{ }

/** What the mailbox holds whenever the job tells of itself. */
void GithubRuns::follow(Job &job, const std::shared_ptr<Mailbox> &mailbox)
{
    const int watch = ++m_watch;
    m_look.watching = &job;
    connect(&job, &Job::changed, this, [this, watch, mailbox] {
        std::optional<WatchedRun> run;
        {
            const std::lock_guard lock(mailbox->mutex);
            run = mailbox->run;
        }
        const bool isNews = run && watch == m_watch
            && (!m_look.run || m_look.run->run != run->run || m_look.run->jobs != run->jobs);
        if (!isNews)
            return;
        m_look.run = run;
        emit changed();
    });
    emit changed();
}

void GithubRuns::take(const std::shared_ptr<Mailbox> &mailbox, const Result<WatchedRun> &end)
{
    m_look.watching.clear();
    {
        const std::lock_guard lock(mailbox->mutex);
        if (mailbox->run)
            m_look.run = mailbox->run;
    }
    m_look.told.clear();
    if (end) {
        m_look.run = *end;
    } else if (end.error().code != ErrorCode::Cancelled) {
        m_look.failure = end.error();
    } else if (m_look.run) {
        m_look.told = tr("Nobody watches any more; the run on GitHub goes on.");
    }
    emit changed();
}

void GithubRuns::build(const GithubOrder &order)
{
    m_look = {.repository = order.trigger.repository};
    const auto mailbox = std::make_shared<Mailbox>();
    Job &job = m_parts.jobs.start<WatchedRun>(
        {.title = tr("Build on GitHub: %1").arg(order.trigger.repository), .exclusiveKey = {}},
        [api = m_parts.services.github(), order,
         mailbox](const JobContext &context) -> Result<WatchedRun> {
            return api ? inWindowWords(mailbox->build(**api, order, context)) : api.error();
        },
        this,
        [this, mailbox, watch = m_watch + 1](const Result<WatchedRun> &end) {
            if (watch == m_watch)
                take(mailbox, end);
        });
    follow(job, mailbox);
}

void GithubRuns::watch(const QString &repository, const WorkflowRun &run)
{
    stopWatching();
    m_look = {.repository = repository, .run = WatchedRun{.run = run}};
    const auto mailbox = std::make_shared<Mailbox>();
    Job &job = m_parts.jobs.start<WatchedRun>(
        {.title = tr("Watch run %1 of %2").arg(run.number).arg(repository), .exclusiveKey = {}},
        [api = m_parts.services.github(), repository, id = run.id,
         mailbox](const JobContext &context) -> Result<WatchedRun> {
            return api ? inWindowWords(mailbox->watch(**api, repository, id, context))
                       : api.error();
        },
        this,
        [this, mailbox, watch = m_watch + 1](const Result<WatchedRun> &end) {
            if (watch == m_watch)
                take(mailbox, end);
        });
    follow(job, mailbox);
}

void GithubRuns::stopWatching() const
{
    if (m_look.watching)
        m_look.watching->cancel();
}

void GithubRuns::cancel()
{
    if (!m_look.run || m_look.work)
        return;
    const int watch = m_watch;
    m_look.work = &m_parts.jobs.start<void>(
        {.title = tr("Cancel run %1 of %2").arg(m_look.run->run.number).arg(m_look.repository),
         .exclusiveKey = {}},
        [api = m_parts.services.github(), repository = m_look.repository,
         id = m_look.run->run.id](const JobContext &job) -> Result<> {
            return api ? inWindowWords(cancelRun(**api, repository, id, job)) : api.error();
        },
        this,
        [this, watch](const Result<> &asked) {
            if (watch != m_watch)
                return;
            m_look.work.clear();
            if (asked && !m_look.run->run.isOver()) {
                m_look.told = tr("GitHub was asked to end it; that takes a while.");
            } else if (!asked) {
                m_look.failure = asked.error();
            }
            emit changed();
        });
    emit changed();
}

void GithubRuns::download(const QString &folder)
{
    if (!m_look.run || m_look.work)
        return;
    const int watch = m_watch;
    if (m_look.run->run.conclusion == "success"_L1)
        m_look.failure.reset(); // of a download before
    m_look.work = &m_parts.jobs.start<FetchedBundles>(
        {.title = tr("Download what run %1 of %2 made")
                      .arg(m_look.run->run.number)
                      .arg(m_look.repository),
         .exclusiveKey = {}},
        [api = m_parts.services.github(), services = &m_parts.services,
         request =
             ArtifactRequest{.repository = m_look.repository,
                             .run = m_look.run->run.id,
                             .folder = folder}](const JobContext &job) -> Result<FetchedBundles> {
            if (!api)
                return api.error();
            return inWindowWords(fetchBundles({.api = **api,
                                               .downloader = services->downloader(),
                                               .downloads = services->library().downloads(),
                                               .processes = services->processes()},
                                              request, job));
        },
        this,
        [this, watch, folder](const Result<FetchedBundles> &fetched) {
            if (fetched)
                emit bundlesFetched(fetched->files);
            if (watch != m_watch)
                return;
            m_look.work.clear();
            if (fetched) {
                m_look.told = downloadedText(*fetched, folder);
            } else if (fetched.error().code != ErrorCode::Cancelled) {
                m_look.failure = fetched.error();
            }
            emit changed();
        });
    emit changed();
}

void GithubRuns::list(const QString &repository, const QString &workflow)
{
    if (m_listing)
        return;
    m_listing = &m_parts.background.start<QList<WorkflowRun>>(
        {.title = tr("List the runs of %1").arg(repository), .exclusiveKey = {}},
        [api = m_parts.services.github(),
         query = RunQuery{.repository = repository, .workflow = workflow, .most = kMostRuns}](
            const JobContext &job) -> Result<QList<WorkflowRun>> {
            return api ? inWindowWords(listRuns(**api, query, job)) : api.error();
        },
        this,
        [this](const Result<QList<WorkflowRun>> &runs) {
            m_listing.clear();
            m_wasListed = true;
            m_listProblem.reset();
            m_runs = runs ? *runs : QList<WorkflowRun>();
            if (!runs)
                m_listProblem = runs.error();
            emit changed();
        });
    emit changed();
}

void GithubRuns::tell(const GithubLook &look, const QList<WorkflowRun> &runs)
{
    ++m_watch;
    m_look = look;
    m_runs = runs;
    m_wasListed = true;
    emit changed();
}

} // namespace portico::app
