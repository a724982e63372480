// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessioncontrol.h"

#include <QEventLoop>
#include <QTimer>

namespace portico {

using namespace std::chrono_literals;

namespace {

constexpr auto cancelCheckInterval = 50ms;

bool isOver(const SessionStatus &status)
{
    return status.state == SessionState::Stopped || status.state == SessionState::Crashed;
}

} // namespace

SessionControl::SessionControl(const Library &library, const InstallId &id)
    : m_client(library, id, SessionLease::Hold)
{ }

SessionControl::~SessionControl() = default;

std::optional<Error> SessionControl::waitFor(
    const std::function<bool(const SessionStatus &)> &isDone, const JobContext &job)
{
    QEventLoop loop;
    std::optional<Error> error;
    QString activity;
    const auto look = [&] {
        const QString &now = m_client.status().activity;
        if (now != activity && !now.isEmpty())
            job.log(now);
        activity = now;
        if (isDone(m_client.status()))
            loop.quit();
    };
    QObject::connect(&m_client, &SessionClient::statusChanged, &loop, look);
    QObject::connect(&m_client, &SessionClient::connectionChanged, &loop, look);
    QObject::connect(&m_client, &SessionClient::failed, &loop, [&](const Error &told) {
        error = told;
        loop.quit();
    });
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (!job.isCancelled())
            return;
        error = cancelledError();
        loop.quit();
    });
    timer.start(cancelCheckInterval);
    if (!isDone(m_client.status()))
        loop.exec();
    return error;
}

Result<SessionStatus> SessionControl::start(const SessionStart &options, const JobContext &job)
{
    // What start() itself finds it tells at once, so the ears must be open before.
    QTimer::singleShot(0, &m_client, [this, options] { m_client.start(options); });
    bool hasBegun = false;
    const std::optional<Error> error = waitFor(
        [&hasBegun](const SessionStatus &status) {
            hasBegun = hasBegun || !isOver(status);
            return hasBegun && (status.state == SessionState::Ready || isOver(status));
        },
        job);
    if (error) {
        if (error->code == ErrorCode::Cancelled)
            m_client.stop();
        return *error;
    }
    if (m_client.status().failure)
        return *m_client.status().failure;
    return m_client.status();
}

Result<SessionStatus> SessionControl::stop(const JobContext &job)
{
    m_client.stop();
    const std::optional<Error> error = waitFor(
        [this](const SessionStatus &status) { return isOver(status) || !m_client.isConnected(); },
        job);
    if (error)
        return *error;
    if (m_client.status().failure)
        return *m_client.status().failure;
    return m_client.status();
}

} // namespace portico
