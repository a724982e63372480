// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/logmodel.h"
#include "core/installs/installstore.h"
#include "core/server/sessionclient.h"

#include <map>
#include <memory>

namespace portico {
class NetworkKeeper;
}

namespace portico::app {

/**
 * The session of every install of the library: one client each, which follows whatever starts it,
 * here or in a terminal. Logs are followed from the first time somebody looks at one.
 */
class Sessions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sessions)

public:
    Sessions(InstallStore &installs, NetworkKeeper &network, QObject *parent = nullptr);
    ~Sessions() override;

    /** Connects to the sessions that run. Not in the constructor: the window is painted first. */
    void watchAll();

    const SessionStatus &status(const InstallId &id) const;
    /** The log of an install's sessions, as long as the install is there. */
    LogModel &log(const InstallId &id);

    void start(const InstallId &id, const SessionStart &options);
    void stop(const InstallId &id);
    void endAtOnce(const InstallId &id);
    void restart(const InstallId &id);
    void detach(const InstallId &id);

    /** Installs whose session would end with this window. */
    QList<InstallId> attachedRunning() const;

signals:
    void statusChanged(const portico::InstallId &id);
    /** New lines of a log that somebody looks at: see log(). */
    void logReceived(const portico::InstallId &id, const QList<portico::LogLine> &lines);
    /** A start or request failed. */
    void failed(const portico::InstallId &id, const portico::Error &error);

private:
    struct Entry
    {
        std::unique_ptr<SessionClient> client;
        std::unique_ptr<LogModel> log;
    };

    void add(const InstallId &id);
    Entry *find(const InstallId &id);
    const Entry *find(const InstallId &id) const;

    InstallStore &m_installs;
    NetworkKeeper &m_network;
    std::map<InstallId, Entry> m_entries;
    bool m_isWatching = false;
};

/** Whether a process of the session is alive. */
bool isRunning(SessionState state);

} // namespace portico::app
