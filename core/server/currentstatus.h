// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/installs/library.h"
#include "core/server/sessionstatus.h"

namespace portico {

/** Whether a session server holds this install now. Reads one lock; returns at once. */
bool isSessionHeld(const Library &library, const InstallId &id);

/**
 * What the session of an install does at this moment, for a command that only wants to look: asks
 * its server once, without a lease. Stopped when there is none. Blocks for at most two seconds (a
 * server that does not answer counts by what it wrote into session.json), so not for a GUI thread.
 */
SessionStatus currentStatus(const Library &library, const InstallId &id);

} // namespace portico
