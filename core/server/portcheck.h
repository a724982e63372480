// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/platform/host.h"

#include <QtGlobal>

namespace portico {

/**
 * Whether ComfyUI could listen there: nobody answers on 127.0.0.1 or ::1, and a bind succeeds. A
 * bind alone is not enough: on Windows it can succeed beside a listener on 0.0.0.0. Blocks for at
 * most a second, usually not at all.
 */
bool isPortFree(quint16 port);

/** The quick half: whether a bind succeeds. Returns at once. */
bool canBind(quint16 port);

/** The first free port after this one; Busy if a hundred in a row are taken. */
Result<quint16> nextFreePort(quint16 after);

/** Busy, naming who holds the port if the system tells. Nobody is ever killed for a port. */
Error portBusyError(const Host &host, quint16 port);

} // namespace portico
