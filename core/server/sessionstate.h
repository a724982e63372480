// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/sessionstatus.h"

#include <optional>

namespace portico {

/** What can happen to a session. */
enum class SessionEvent {
    Started,       ///< somebody asked for a start, and it may
    BecameReady,   ///< our own process answers
    StopRequested, ///< by a person, by the last client's leaving, or because it never got ready
    Restarted,     ///< the Manager's restart, or a person's
    Ended,         ///< the whole tree is gone, as it was asked to, or with code 0 while ready
    Failed,        ///< it ended otherwise, or could not be started or ended
};

/**
 * The whole state machine as one table; nothing if the event has no place in that state.
 *
 *              Started   BecameReady  StopRequested  Restarted  Ended    Failed
 *  Stopped     Starting  -            -              -          -        -
 *  Starting    -         Ready        Stopping       Starting   -        Crashed
 *  Ready       -         -            Stopping       Starting   Stopped  Crashed
 *  Stopping    -         -            Stopping       Starting   Stopped  Crashed
 *  Crashed     Starting  -            Stopped        -          -        -
 */
std::optional<SessionState> nextState(SessionState state, SessionEvent event);

} // namespace portico
