// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QNetworkProxyFactory>
#include <QString>

namespace portico {

/** How the internet is reached, with the password looked up. Loopback never goes through a proxy.
 */
struct ProxyChoice
{
    enum class Kind { System, None, Http, Socks5 };

    Kind kind = Kind::System;
    QString host;
    quint16 port = 0;
    QString user;
    QString password;
};

/** Answers for each request which proxy it takes. Used on the network thread. */
class ProxyFactory final : public QNetworkProxyFactory
{
public:
    explicit ProxyFactory(ProxyChoice choice);

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    ProxyChoice m_choice;
};

} // namespace portico
