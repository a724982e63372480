// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/installs/library.h"
#include "core/server/sessionclient.h"

namespace portico {

/** A session server that was started and is not connected yet. */
struct LaunchedServer
{
    qint64 processId = 0;
    qint64 logOffset = 0; ///< where its words begin in session-server.log
};

/** Carries StartRequest::network to a session server, as JSON: arguments can be read by everybody.
 */
inline constexpr QLatin1StringView kNetworkVariable{"PORTICO_NETWORK"};

/** Where a session server's own words go. */
QString sessionServerLog(const Library &library, const InstallId &id);

/** Starts a session server that no terminal's Ctrl+C and no end of ours reaches. Returns at once.
 */
Result<LaunchedServer> launchSessionServer(const Library &library, const InstallId &id,
                                           const SessionStart &options);

/** Why it ended before it could be connected; nothing while it has said nothing final. */
std::optional<Error> sessionServerError(const Library &library, const InstallId &id,
                                        const LaunchedServer &server);

/** Ends, in a process of its own, what a killed session server left behind. */
void sweepDeadSession(const Library &library, const InstallId &id);

} // namespace portico
