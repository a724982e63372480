// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/desktop/notifier.h"
#include "core/base/identifiers.h"
#include "core/jobs/job.h"
#include "core/server/sessionstatus.h"

#include <QPointer>

#include <map>

namespace portico {
class InstallStore;
class JobRunner;
class SettingsStore;
} // namespace portico

namespace portico::app {

class Sessions;

/**
 * Tells by the system's notifications what the person waits for elsewhere: that a job which took
 * long has ended or failed, that ComfyUI is ready after a long start, or has ended by itself. Only
 * while no window of ours has the focus, and where the person has not turned it off.
 */
class Notices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Notices)

public:
    Notices(JobRunner &jobs, const InstallStore &installs, const Sessions &sessions,
            const SettingsStore &settings);

signals:
    /** The person clicked it; `activation` is the desktop's leave to come forward. */
    void jobChosen(const portico::Job *job, const QString &activation);
    void installChosen(const portico::InstallId &id, const QString &activation);

private:
    bool isWanted() const;
    bool isLong(const QDateTime &since) const;
    void takeJob(Job *job);
    void takeStatus(const InstallId &id);
    void takeChoice(const QString &key, const QString &activation);

    const InstallStore &m_installs;
    const Sessions &m_sessions;
    const SettingsStore &m_settings;
    Notifier m_notifier;
    std::map<QString, QPointer<Job>> m_jobs{}; ///< those that were told of
    std::map<InstallId, SessionState> m_states{};
};

} // namespace portico::app
