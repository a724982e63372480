// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/server/sessionclient.h"

namespace portico {

/**
 * A session for blocking code: the self-check and tests. All calls from one worker thread, which
 * gets an event loop only while a call waits. Holds a lease as long as it lives, so an attached
 * session ends with it.
 */
class SessionControl
{
public:
    SessionControl(const Library &library, const InstallId &id);
    ~SessionControl();
    Q_DISABLE_COPY_MOVE(SessionControl)

    /** Starts and waits until it is ready. Errors: why it crashed or could not start; Busy when it
     *  already runs; Cancelled, and then it is being stopped. Each new activity goes to job's log.
     */
    Result<SessionStatus> start(const SessionStart &options, const JobContext &job);

    /** Stops and waits until ComfyUI and all it started are gone. */
    Result<SessionStatus> stop(const JobContext &job);

    /** As last heard. */
    const SessionStatus &status() const { return m_client.status(); }

private:
    std::optional<Error> waitFor(const std::function<bool(const SessionStatus &)> &isDone,
                                 const JobContext &job);

    SessionClient m_client;
};

} // namespace portico
