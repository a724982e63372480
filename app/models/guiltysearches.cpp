// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/guiltysearches.h"

#include "app/networkkeeper.h"
#include "app/services.h"
#include "core/jobs/jobrunner.h"

#include <condition_variable>
#include <mutex>

namespace portico::app {

using namespace Qt::StringLiterals;

/** Where the worker sleeps until the person has answered, or the job is cancelled. */
class GuiltySearches::Answer
{
public:
    void give(bool goesWrong)
    {
        const std::lock_guard lock(m_mutex);
        m_answer = goesWrong;
        m_given.notify_all();
    }
    void cancel()
    {
        const std::lock_guard lock(m_mutex);
        m_isCancelled = true;
        m_given.notify_all();
    }
    Result<bool> take()
    {
        std::unique_lock lock(m_mutex);
        m_given.wait(lock, [this] { return m_answer || m_isCancelled; });
        if (m_isCancelled)
            return cancelledError();
        return *std::exchange(m_answer, std::nullopt);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_given;
    std::optional<bool> m_answer;
    bool m_isCancelled = false;
};

GuiltySearches::GuiltySearches(const Services &services, JobRunner &jobs, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_jobs(jobs)
{ }

GuiltySearches::~GuiltySearches() = default;

const GuiltyState &GuiltySearches::of(const InstallId &id) const
{
    static const GuiltyState nothing;
    const auto it = m_entries.find(id);
    return it == m_entries.end() ? nothing : it->second.state;
}

void GuiltySearches::begin(const Install &install, GuiltyJudge judge)
{
    Entry &entry = m_entries[install.id];
    if (entry.state.isRunning)
        return;
    entry.state = {.isRunning = true};
    entry.answer = std::make_shared<Answer>();
    emit changed(install.id);
    m_services.networkKeeper().findEnvironment(
        Consumer::ComfyUi, this,
        [this, install, judge](const Result<ToolEnvironment> &environment) {
            // ComfyUI itself needs no network.
            search(install, judge, environment ? *environment : ToolEnvironment());
        });
}

void GuiltySearches::search(const Install &install, GuiltyJudge judge,
                            const ToolEnvironment &network)
{
    GuiltySearch search;
    search.library = m_services.library();
    search.install = install;
    search.network = network;
    if (judge == GuiltyJudge::Person)
        search.judge = askPerson(install.id, m_entries[install.id].answer);
    m_jobs.start<GuiltyFound>(
        {.title = tr("Find the guilty node pack of %1").arg(install.name),
         .exclusiveKey = u"guilty/"_s + install.id.toString()},
        [search, &processes = m_services.processes()](const JobContext &job) {
            return findGuiltyPack(search, processes, job);
        },
        this, [this, id = install.id](const Result<GuiltyFound> &found) { end(id, found); });
}

/** Runs on the worker: shows the question on our thread and sleeps until it is answered. */
RoundJudge GuiltySearches::askPerson(const InstallId &id, const std::shared_ptr<Answer> &answer)
{
    return [jobs = &m_jobs, self = QPointer(this), id,
            answer](const GuiltyRound &round, const JobContext &job) -> Result<bool> {
        const CancelToken::Registration registration =
            job.cancel.onCancel([answer] { answer->cancel(); });
        QMetaObject::invokeMethod( // the runner outlives its jobs, a window need not
            jobs,
            [self, id, round] {
                if (!self)
                    return;
                self->m_entries[id].state.question = round;
                emit self->changed(id);
            },
            Qt::QueuedConnection);
        return answer->take();
    };
}

void GuiltySearches::answer(const InstallId &id, bool goesWrong)
{
    const auto it = m_entries.find(id);
    if (it == m_entries.end() || !it->second.state.question)
        return;
    it->second.state.question.reset();
    it->second.answer->give(goesWrong);
    emit changed(id);
}

void GuiltySearches::end(const InstallId &id, const Result<GuiltyFound> &found)
{
    GuiltyState &state = m_entries[id].state;
    state = {};
    const bool wasStopped = !found && found.error().code == ErrorCode::Cancelled;
    if (found)
        state.found = *found;
    if (!found && !wasStopped)
        state.error = found.error();
    emit changed(id);
}

void GuiltySearches::forget(const InstallId &id)
{
    if (of(id).isRunning)
        return;
    m_entries.erase(id);
    emit changed(id);
}

} // namespace portico::app
