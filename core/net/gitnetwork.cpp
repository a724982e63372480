// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/gitnetwork.h"

#include <QCoreApplication>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::GitNetwork)
};

} // namespace

Result<GitNetwork> gitNetworkFor(const NetworkChain &chain, const QUrl &remote)
{
    GitNetwork network;
    network.remote = mirrored(chain, remote);
    network.authorityBundle = chain.authorityBundle;
    if (remote.isLocalFile() || remote.scheme().isEmpty())
        return network;
    const ProxyServer proxy = proxiesFor(chain, network.remote).constFirst();
    if (proxy.kind == ProxyServer::Kind::Socks5) {
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("git cannot go through the SOCKS proxy %1:%2 by itself.")
                                    .arg(proxy.host)
                                    .arg(proxy.port),
                     .nextStep = Text::tr("Set an http proxy for %1, or except it from the proxy.")
                                     .arg(network.remote.host()),
                     .detail = {}};
    }
    network.proxyUrl = proxyAddress(proxy, Secrets::Shown);
    if (!proxy.password.isEmpty())
        network.secrets << network.proxyUrl << proxy.password;
    return network;
}

} // namespace portico
