// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/sessions.h"

#include "app/networkkeeper.h"

namespace portico::app {

bool isRunning(SessionState state)
{
    switch (state) {
    case SessionState::Starting:
    case SessionState::Ready:
    case SessionState::Stopping:
        return true;
    case SessionState::Stopped:
    case SessionState::Crashed:
        return false;
    }
    return false;
}

Sessions::Sessions(InstallStore &installs, NetworkKeeper &network, QObject *parent)
    : QObject(parent)
    , m_installs(installs)
    , m_network(network)
{
    for (const Install &install : installs.installs())
        add(install.id);
    connect(&installs, &InstallStore::added, this, &Sessions::add);
    connect(&installs, &InstallStore::removed, this,
            [this](const InstallId &id) { m_entries.erase(id); });
}

Sessions::~Sessions() = default;

void Sessions::add(const InstallId &id)
{
    if (find(id))
        return;
    Entry entry;
    entry.client =
        std::make_unique<SessionClient>(m_installs.library(), id, SessionLease::Hold, nullptr);
    SessionClient *client = entry.client.get();
    connect(client, &SessionClient::statusChanged, this, [this, id] { emit statusChanged(id); });
    connect(client, &SessionClient::connectionChanged, this,
            [this, id] { emit statusChanged(id); });
    connect(client, &SessionClient::failed, this,
            [this, id](const Error &error) { emit failed(id, error); });
    if (m_isWatching)
        client->watch();
    m_entries.emplace(id, std::move(entry));
}

void Sessions::watchAll()
{
    m_isWatching = true;
    for (const auto &[id, entry] : m_entries)
        entry.client->watch();
}

Sessions::Entry *Sessions::find(const InstallId &id)
{
    const auto it = m_entries.find(id);
    return it == m_entries.end() ? nullptr : &it->second;
}

const Sessions::Entry *Sessions::find(const InstallId &id) const
{
    const auto it = m_entries.find(id);
    return it == m_entries.end() ? nullptr : &it->second;
}

const SessionStatus &Sessions::status(const InstallId &id) const
{
    static const SessionStatus stopped;
    const Entry *entry = find(id);
    return entry ? entry->client->status() : stopped;
}

LogModel &Sessions::log(const InstallId &id)
{
    add(id);
    Entry &entry = *find(id);
    if (!entry.log) {
        entry.log = std::make_unique<LogModel>();
        connect(entry.client.get(), &SessionClient::logReceived, entry.log.get(),
                &LogModel::append);
        connect(entry.client.get(), &SessionClient::logReceived, this,
                [this, id](const QList<LogLine> &lines) { emit logReceived(id, lines); });
        entry.client->followLog();
    }
    return *entry.log;
}

void Sessions::start(const InstallId &id, const SessionStart &options)
{
    // How ComfyUI reaches the internet, by the settings of now. It is started without where that
    // cannot be found out: it needs no network itself.
    m_network.findEnvironment(Consumer::ComfyUi, this,
                              [this, id, options](const Result<ToolEnvironment> &environment) {
                                  Entry *const entry = find(id);
                                  if (!entry)
                                      return;
                                  SessionStart start = options;
                                  if (environment)
                                      start.network = *environment;
                                  else
                                      emit failed(id, environment.error());
                                  entry->client->start(start);
                              });
}

void Sessions::stop(const InstallId &id)
{
    if (Entry *entry = find(id))
        entry->client->stop();
}

void Sessions::endAtOnce(const InstallId &id)
{
    if (Entry *entry = find(id))
        entry->client->kill();
}

void Sessions::restart(const InstallId &id)
{
    if (Entry *entry = find(id))
        entry->client->restart();
}

void Sessions::detach(const InstallId &id)
{
    if (Entry *entry = find(id))
        entry->client->detach();
}

QList<InstallId> Sessions::attachedRunning() const
{
    QList<InstallId> ids;
    for (const auto &[id, entry] : m_entries) {
        const SessionStatus &now = entry.client->status();
        if (isRunning(now.state) && now.mode == SessionMode::Attached)
            ids.append(id);
    }
    return ids;
}

} // namespace portico::app
