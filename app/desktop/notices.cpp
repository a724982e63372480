// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/desktop/notices.h"

#include "app/models/sessions.h"
#include "app/models/texts.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"

#include <QApplication>

#include <utility>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

const auto kJob = "job/"_L1;
const auto kInstall = "install/"_L1;

std::chrono::seconds since(const QDateTime &moment)
{
    return std::chrono::seconds(moment.secsTo(QDateTime::currentDateTimeUtc()));
}

} // namespace

Notices::Notices(JobRunner &jobs, const InstallStore &installs, const Sessions &sessions,
                 const SettingsStore &settings)
    : m_installs(installs)
    , m_sessions(sessions)
    , m_settings(settings)
{
    connect(&jobs, &JobRunner::jobFinished, this, &Notices::takeJob);
    connect(&sessions, &Sessions::statusChanged, this, &Notices::takeStatus);
    connect(&m_notifier, &Notifier::chosen, this, &Notices::takeChoice);
}

bool Notices::isWanted() const
{
    return m_settings.get(settings::kNotices) && !QApplication::activeWindow();
}

bool Notices::isLong(const QDateTime &moment) const
{
    return moment.isValid()
        && since(moment) >= std::chrono::seconds(m_settings.get(settings::kNoticeAfter));
}

void Notices::takeJob(Job *job)
{
    const bool isTold = job->state() == JobState::Succeeded || job->state() == JobState::Failed;
    if (!isTold || !isWanted() || !isLong(job->started()))
        return;
    const QString key = kJob + QString::number(m_jobs.size() + 1);
    m_jobs.emplace(key, job);
    m_notifier.show({.key = key,
                     .title = job->title(),
                     .text = job->error() ? tr("It failed. %1").arg(job->error()->message)
                                          : tr("It is done. It took %1.", "a duration")
                                                .arg(durationText(since(job->started())))});
}

void Notices::takeStatus(const InstallId &id)
{
    const SessionStatus &status = m_sessions.status(id);
    const SessionState before = std::exchange(m_states[id], status.state);
    const Install *install = m_installs.find(id);
    if (before == status.state || !install || !isWanted())
        return;
    if (before == SessionState::Starting && status.state == SessionState::Ready
        && isLong(status.started))
        m_notifier.show({.key = kInstall + id.toString(),
                         .title = install->name,
                         .text = tr("ComfyUI is ready.")});
    // A crash that was there before this window is no news.
    if (isRunning(before) && status.state == SessionState::Crashed)
        m_notifier.show({.key = kInstall + id.toString(),
                         .title = install->name,
                         .text = tr("ComfyUI has ended by itself. Portico says why.")});
}

void Notices::takeChoice(const QString &key, const QString &activation)
{
    if (const auto job = m_jobs.find(key); job != m_jobs.end()) {
        emit jobChosen(job->second, activation);
        return;
    }
    for (const Install &install : m_installs.installs()) {
        if (key == kInstall + install.id.toString())
            emit installChosen(install.id, activation);
    }
}

} // namespace portico::app
