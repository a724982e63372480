// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/networkchain.h"

#include <QByteArray>

#include <optional>

namespace portico {

/**
 * The client's side of SOCKS5 (RFC 1928, with the login of RFC 1929) as bytes in and bytes out:
 * asks the proxy for a connection to one host, whose name the proxy looks up. Pure: reads and
 * writes nothing itself.
 */
class SocksHandshake
{
public:
    enum class State {
        Greeting, ///< the proxy is asked who it is and told who we are
        Waiting,  ///< it makes the connection
        Done,     ///< what comes now is the host's
        Failed,   ///< error() says why
    };

    SocksHandshake(ProxyServer proxy, QString host, quint16 port);

    /** The first bytes to send. */
    QByteArray greeting() const;
    /** Takes from `received` what belongs to the handshake and returns what is to be sent. */
    QByteArray hear(QByteArray &received);

    State state() const { return m_state; }
    /** PermissionDenied (login wanted or refused), Network (host not reached), Refused (rules of
     * the proxy, or no SOCKS5 proxy at all). */
    const std::optional<Error> &error() const { return m_error; }

private:
    enum class Step { Method, Login, Reply, End };

    QByteArray hearMethod(QByteArray &received);
    QByteArray hearLogin(QByteArray &received);
    QByteArray hearReply(QByteArray &received);
    QByteArray login() const;
    QByteArray request() const;
    QByteArray fail(Error error);
    bool hasLogin() const { return !m_proxy.user.isEmpty(); }

    const ProxyServer m_proxy;
    const QString m_host;
    const quint16 m_port;
    Step m_step = Step::Method;
    State m_state = State::Greeting;
    std::optional<Error> m_error;
};

/** The reverse of proxyAddress(): the proxy of "socks5h://user:password@host:port"; nothing for any
 *  other address. */
std::optional<ProxyServer> socksProxyFromAddress(const QString &address);

/** The SOCKS proxy does not answer: with its name, and why in the system's words. */
Error socksUnreachable(const ProxyServer &proxy, const QString &systemText);

/** It took the connection and then said nothing. */
Error socksSilent(const ProxyServer &proxy);

} // namespace portico
