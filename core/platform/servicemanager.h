// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace portico {

/** What a service manager distinguishes. */
enum class ServiceState { Starting, Ready, Stopping };

/**
 * Tells the service manager that started this program (systemd: the socket that the variable
 * NOTIFY_SOCKET names) how far it is, with a line for `systemctl status`. Returns at once; without
 * such a manager, and on Windows, nothing happens. The protocol: man sd_notify.
 */
void tellServiceManager(ServiceState state, const QString &line);

} // namespace portico
