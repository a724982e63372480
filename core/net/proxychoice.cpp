// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/proxychoice.h"

#include "core/net/urlrules.h"

#include <utility>

namespace portico {

ProxyFactory::ProxyFactory(ProxyChoice choice)
    : m_choice(std::move(choice))
{ }

QList<QNetworkProxy> ProxyFactory::queryProxy(const QNetworkProxyQuery &query)
{
    if (isLoopbackHost(query.peerHostName()))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    switch (m_choice.kind) {
    case ProxyChoice::Kind::System:
        return systemProxyForQuery(query);
    case ProxyChoice::Kind::None:
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    case ProxyChoice::Kind::Http:
        return {QNetworkProxy(QNetworkProxy::HttpProxy, m_choice.host, m_choice.port, m_choice.user,
                              m_choice.password)};
    case ProxyChoice::Kind::Socks5:
        return {QNetworkProxy(QNetworkProxy::Socks5Proxy, m_choice.host, m_choice.port,
                              m_choice.user, m_choice.password)};
    }
    return {QNetworkProxy(QNetworkProxy::NoProxy)};
}

} // namespace portico
