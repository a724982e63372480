// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/sockshandshake.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <optional>

namespace portico {

struct ProxyRequest;
struct SocksBridgeState;

/**
 * One connection of a SocksBridge: reads the head of the request, has the SOCKS proxy connect, then
 * hands bytes to and fro; never more of them in memory than one side's buffer. Deletes itself when
 * either side has ended. Lives in the bridge's thread.
 */
class SocksBridgeLink : public QObject
{
    Q_OBJECT

public:
    SocksBridgeLink(QTcpSocket *client, std::shared_ptr<SocksBridgeState> state, QObject *parent);

private:
    enum class Phase { Head, Handshake, Joined, Ending };

    void hearClient();
    void hearProxy();
    void readHead();
    void take(const ProxyRequest &request);
    void join();
    void pump(QTcpSocket &from, QTcpSocket &to);
    void answer(const QByteArray &status, const QByteArray &fields);
    void fail(const Error &error);
    void onClientGone();
    void onServerGone();

    const std::shared_ptr<SocksBridgeState> m_state;
    QTcpSocket *const m_client;
    QTcpSocket m_server;
    QTimer m_patience;
    Phase m_phase = Phase::Head;
    QByteArray m_head;      ///< what came from the program and is not used yet
    QByteArray m_heard;     ///< what came from the SOCKS proxy during the handshake
    QByteArray m_forServer; ///< goes first
    bool m_isTunnel = false;
    std::optional<SocksHandshake> m_handshake;
};

} // namespace portico
