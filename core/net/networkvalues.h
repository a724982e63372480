// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/settings/networksettings.h"

#include <QUrl>

namespace portico {

/** What can be set about networks; one row of the page and one key of `porticoctl network set`. */
enum class NetworkKey {
    Proxy,         ///< "system", "none", "http://user@host:port", "socks5://host:port", or the
                   ///< address of a script: "pac+https://host/proxy.pac"
    ProxyUser,     ///< of the proxy, or of those that the system or a script names
    Exceptions,    ///< as NO_PROXY
    Authority,     ///< a PEM file
    GithubMirror,  ///< an address; empty: none
    PackageIndex,  ///< an address; empty: the usual one
    TorchIndex,    ///< an address; empty: the usual one
    PythonMirror,  ///< an address; empty: the usual one
    PlainHttpHosts ///< hosts, separated by commas
};

QString networkKeyName(NetworkKey key); ///< "proxy", "no-proxy", "certificates", ...
std::optional<NetworkKey> networkKeyFromName(QStringView name);
QList<NetworkKey> allNetworkKeys();

/** The value as a person would type it; empty where nothing is set. */
QString networkValue(const NetworkSettings &settings, NetworkKey key);

/**
 * Takes a value up, checked. Empty takes it back to what counts without one. Errors: InvalidInput
 * with what is wrong and how it is written; NotFound for a file that is not there; Refused for a
 * password in an address (it belongs into the keychain) and for http where it is not allowed.
 */
Result<NetworkSettings> withNetworkValue(NetworkSettings settings, NetworkKey key,
                                         const QString &value);

/** An address for a mirror or an index: https (http from loopback and `plainHttpHosts`), no query,
 *  no password, no slash at the end. */
Result<QUrl> checkMirrorAddress(const QString &text, const QStringList &plainHttpHosts);

} // namespace portico
