// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/networkchain.h"

#include <QNetworkProxyFactory>
#include <QSslConfiguration>

#include <memory>

namespace portico {

/** A proxy as Qt knows it, with its login. */
QNetworkProxy toQtProxy(const ProxyServer &proxy);

/** The system's trust with the inherited and the chain's authorities added; everything else as Qt
 *  has it. */
QSslConfiguration tlsConfiguration(const QList<QSslCertificate> &inherited,
                                   const NetworkChain &chain);

/** The ways that were found, by routeKey(): written before a request is sent, read by Qt while it
 *  is. Network thread only. */
using FoundWays = QHash<QString, ProxyServer>;

/** Answers for each request which proxy it takes; never asks anybody. */
class ProxyFactory final : public QNetworkProxyFactory
{
public:
    explicit ProxyFactory(std::shared_ptr<const FoundWays> ways);

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    const std::shared_ptr<const FoundWays> m_ways;
};

} // namespace portico
