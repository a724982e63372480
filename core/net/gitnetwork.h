// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/networkchain.h"

namespace portico {

/**
 * What libgit2 is told for one remote: the address to fetch from (through the GitHub mirror), the
 * proxy and whom to trust. libgit2 speaks to http proxies only (measured with 1.5.1, CONNECT for
 * https remotes); `portico-helper git` leads it through SOCKS proxies by a SocksBridge.
 */
struct GitNetwork
{
    QUrl remote;
    QString proxyUrl;        ///< http or socks5h, password included; empty: directly
    QString authorityBundle; ///< for GIT_OPT_SET_SSL_CERT_LOCATIONS; empty: the system's
    QStringList secrets;     ///< never logged
};

/** Pure. */
GitNetwork gitNetworkFor(const NetworkChain &chain, const QUrl &remote);

} // namespace portico
