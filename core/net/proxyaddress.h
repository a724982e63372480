// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/settings/networksettings.h"

namespace portico {

/**
 * The proxy as one line: "system", "none", "http://user@host:port", "socks5://user@host:port" or
 * "pac+https://host/proxy.pac" (http, https, file, or a path). Pure.
 */
QString proxyValue(const NetworkSettings &settings);

/** Takes such a line up. Errors: InvalidInput with how it is written; Refused for a password in it,
 *  which belongs into the keychain. Empty is "system". */
Result<> takeProxyAddress(NetworkSettings &settings, const QString &value);

} // namespace portico
