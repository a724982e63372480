// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/bridgedenvironment.h"

#include "core/net/sockshandshake.h"

#include <utility>

namespace portico {

using namespace Qt::StringLiterals;

Result<BridgedEnvironment> bridgedEnvironment(const ToolEnvironment &environment)
{
    BridgedEnvironment bridged{.environment = environment, .bridge = {}};
    const QString address = environment.variables.value(u"HTTPS_PROXY"_s);
    const std::optional<ProxyServer> socks = socksProxyFromAddress(address);
    if (!socks)
        return bridged;
    Result<std::unique_ptr<SocksBridge>> bridge = SocksBridge::start(*socks);
    if (!bridge)
        return bridge.error();
    bridged.bridge = std::move(*bridge);
    for (QString &value : bridged.environment.variables) {
        if (value == address)
            value = bridged.bridge->proxyUrl();
    }
    bridged.environment.secrets << bridged.bridge->proxyUrl();
    return bridged;
}

} // namespace portico
