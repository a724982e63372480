// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/installs/library.h"
#include "core/platform/processidentity.h"
#include "core/server/sessionstatus.h"

namespace portico {

/** `session.json`: how to reach the session server. Whether it still runs, only session.lock says.
 */
struct SessionFile
{
    int protocol = 0;
    ProcessIdentity server;
    QString socket; ///< path of the Unix socket, or name of the pipe
    SessionMode mode = SessionMode::Attached;
    quint16 port = 0;
    QString token; ///< what marks the session's processes

    friend bool operator==(const SessionFile &, const SessionFile &) = default;
};

/** Atomically, readable by this user only. */
Result<> writeSessionFile(const Library &library, const InstallId &id, const SessionFile &file);
/** Nothing if there is none or it makes no sense. */
std::optional<SessionFile> readSessionFile(const Library &library, const InstallId &id);
void removeSessionFile(const Library &library, const InstallId &id);

} // namespace portico
