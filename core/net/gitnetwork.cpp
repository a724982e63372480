// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/gitnetwork.h"

namespace portico {

GitNetwork gitNetworkFor(const NetworkChain &chain, const QUrl &remote)
{
    GitNetwork network;
    network.remote = mirrored(chain, remote);
    network.authorityBundle = chain.authorityBundle;
    if (remote.isLocalFile() || remote.scheme().isEmpty())
        return network;
    const ProxyServer proxy = proxiesFor(chain, network.remote).constFirst();
    network.proxyUrl = proxyAddress(proxy, Secrets::Shown);
    if (!proxy.password.isEmpty())
        network.secrets << network.proxyUrl << proxy.password;
    return network;
}

} // namespace portico
