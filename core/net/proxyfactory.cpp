// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/proxyfactory.h"

#include <utility>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

/** Qt sends a login's characters as Latin-1, uv, pip and browsers send UTF-8 (RFC 7617): these
 *  characters are such that Qt sends UTF-8, too. */
QString asUtf8(const QString &text)
{
    return QString::fromLatin1(text.toUtf8());
}

} // namespace

QNetworkProxy toQtProxy(const ProxyServer &proxy)
{
    switch (proxy.kind) {
    case ProxyServer::Kind::Direct:
        break;
    case ProxyServer::Kind::Http:
        return {QNetworkProxy::HttpProxy, proxy.host, proxy.port, asUtf8(proxy.user),
                asUtf8(proxy.password)};
    case ProxyServer::Kind::Socks5:
        return {QNetworkProxy::Socks5Proxy, proxy.host, proxy.port, asUtf8(proxy.user),
                asUtf8(proxy.password)};
    }
    return QNetworkProxy::NoProxy;
}

QSslConfiguration tlsConfiguration(const QList<QSslCertificate> &inherited,
                                   const NetworkChain &chain)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.addCaCertificates(inherited);
    tls.addCaCertificates(chain.extraAuthorities);
    return tls;
}

ProxyFactory::ProxyFactory(std::shared_ptr<const FoundWays> ways)
    : m_ways(std::move(ways))
{ }

QList<QNetworkProxy> ProxyFactory::queryProxy(const QNetworkProxyQuery &query)
{
    const auto way = m_ways->constFind(routeKey(query.url()));
    // A way that was not looked for is no way at all, least of all a direct one.
    if (way == m_ways->constEnd())
        return {QNetworkProxy(QNetworkProxy::HttpProxy, u"0.0.0.0"_s, 9)};
    return {toQtProxy(*way)};
}

} // namespace portico
