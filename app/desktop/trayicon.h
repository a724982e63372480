// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/sessionstatus.h"

#include <QIcon>

namespace portico::app {

/** Portico's icon with the state of what runs as a shape in its corner; Stopped: without one. */
QIcon trayIcon(SessionState state);

/** Which of two states the one icon shows: what goes on comes before what is there, and that before
 *  what has ended. */
SessionState moreUrgent(SessionState one, SessionState other);

} // namespace portico::app
