// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/networkchain.h"

namespace portico {

/**
 * What libgit2 is told for one remote: the address to fetch from (through the GitHub mirror), the
 * proxy and whom to trust. libgit2 speaks to http proxies only (measured with 1.5.1, CONNECT for
 * https remotes).
 */
struct GitNetwork
{
    QUrl remote;
    QString proxyUrl;        ///< for git_proxy_options::url, password included; empty: directly
    QString authorityBundle; ///< for GIT_OPT_SET_SSL_CERT_LOCATIONS; empty: the system's
    QStringList secrets;     ///< never logged
};

/** Error: Unsupported where the way leads through a SOCKS proxy. Pure. */
Result<GitNetwork> gitNetworkFor(const NetworkChain &chain, const QUrl &remote);

} // namespace portico
