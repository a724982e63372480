// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHostAddress>
#include <QStringList>
#include <QUrl>

namespace portico {

/**
 * Which addresses Portico fetches from (reliability.md 4.5: E1, E2). Pure functions.
 */

/** An address as it may be shown and logged: no user, no password, no query, host in its real
 *  (punycode) form where scripts are mixed. */
QString shownUrl(const QUrl &url);

/** localhost, 127.0.0.0/8 or ::1. */
bool isLoopbackHost(const QString &host);

/** Whether an address belongs to this computer or a local network, not to the internet. */
bool isPrivateAddress(const QHostAddress &address);

/** The same for a host of a URL as far as its text says: a name gives false but for
 *  localhost, *.localhost and *.local. */
bool isPrivateHost(const QString &host);

/**
 * Refused unless it is https, or http to loopback or to one of `plainHttpHosts` (exact names);
 * without credentials, control characters, a port that is not for the web, over 2,048 characters,
 * or a host that only looks like one. `file:` is InvalidInput here: files are not fetched by http.
 */
Result<> checkFetchUrl(const QUrl &url, const QStringList &plainHttpHosts);

/** The most redirects that are followed. */
inline constexpr int kMostRedirects = 5;

/** Whether a status with a Location is one that is followed. */
bool isRedirectStatus(int status);

/** Where a redirect leads, if it may be followed as to scheme, form and number. Whether a public
 *  host points to a private one is looked at by the client, which can ask for addresses. */
Result<QUrl> redirectTarget(const QUrl &from, const QByteArray &location, int hopsSoFar,
                            const QStringList &plainHttpHosts);

/** The error for a public host that points into a private network. */
Error privateTargetError(const QUrl &from, const QUrl &to);

/** Whether both are the same scheme, host and port: where a secret for one may go. */
bool isSameOrigin(const QUrl &a, const QUrl &b);

} // namespace portico
