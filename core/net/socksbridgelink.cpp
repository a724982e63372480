// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/socksbridgelink.h"

#include "core/net/proxyrequest.h"
#include "core/net/socksbridgestate.h"

#include <QNetworkProxy>

#include <utility>

namespace portico {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype kLongestHead = 64 << 10;
constexpr qint64 kBuffer = 256 << 10; ///< of each direction
constexpr auto kHeadLimit = 30s;
constexpr auto kGreetingLimit = 15s; ///< for the SOCKS proxy itself
constexpr auto kConnectLimit = 45s;  ///< for what it connects to

} // namespace

SocksBridgeLink::SocksBridgeLink(QTcpSocket *client, std::shared_ptr<SocksBridgeState> state,
                                 QObject *parent)
    : QObject(parent)
    , m_state(std::move(state))
    , m_client(client)
{
    m_client->setParent(this);
    m_client->setReadBufferSize(kBuffer);
    m_server.setReadBufferSize(kBuffer);
    m_server.setProxy(QNetworkProxy::NoProxy);
    m_patience.setSingleShot(true);
    connect(m_client, &QTcpSocket::readyRead, this, &SocksBridgeLink::hearClient);
    connect(m_client, &QTcpSocket::bytesWritten, this, [this] { pump(m_server, *m_client); });
    connect(m_client, &QTcpSocket::disconnected, this, &SocksBridgeLink::onClientGone);
    connect(&m_server, &QTcpSocket::connected, this, [this] {
        m_server.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_server.write(m_handshake->greeting());
    });
    connect(&m_server, &QTcpSocket::readyRead, this, &SocksBridgeLink::hearProxy);
    connect(&m_server, &QTcpSocket::bytesWritten, this, [this] { pump(*m_client, m_server); });
    connect(&m_server, &QTcpSocket::errorOccurred, this, &SocksBridgeLink::onServerGone);
    connect(&m_server, &QTcpSocket::disconnected, this, &SocksBridgeLink::onServerGone);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_phase == Phase::Handshake)
            fail(socksSilent(m_state->socks));
        else
            deleteLater();
    });
    m_patience.start(kHeadLimit);
}

void SocksBridgeLink::hearClient()
{
    if (m_phase == Phase::Head)
        readHead();
    else if (m_phase == Phase::Joined)
        pump(*m_client, m_server);
}

void SocksBridgeLink::readHead()
{
    m_head += m_client->readAll();
    const qsizetype end = m_head.indexOf("\r\n\r\n");
    if (end < 0) {
        if (m_head.size() > kLongestHead)
            answer("431 Request Header Fields Too Large", {});
        return;
    }
    const std::optional<ProxyRequest> request = readProxyRequest(m_head.left(end + 4));
    m_head.remove(0, end + 4);
    if (!request) {
        answer("400 Bad Request", {});
        return;
    }
    if (request->authorization != "Basic " + m_state->login.toBase64()) {
        answer("407 Proxy Authentication Required",
               "Proxy-Authenticate: Basic realm=\"Portico\"\r\n");
        return;
    }
    take(*request);
}

void SocksBridgeLink::take(const ProxyRequest &request)
{
    m_phase = Phase::Handshake;
    m_isTunnel = request.isTunnel;
    m_forServer = request.head;
    m_handshake.emplace(m_state->socks, request.host, request.port);
    m_patience.start(kGreetingLimit);
    m_server.connectToHost(m_state->socks.host, m_state->socks.port);
}

void SocksBridgeLink::hearProxy()
{
    if (m_phase == Phase::Joined) {
        pump(m_server, *m_client);
        return;
    }
    if (m_phase != Phase::Handshake)
        return;
    m_heard += m_server.readAll();
    for (auto before = m_heard.size() + 1; m_heard.size() < before;) {
        before = m_heard.size();
        const SocksHandshake::State was = m_handshake->state();
        m_server.write(m_handshake->hear(m_heard));
        if (was != m_handshake->state())
            m_patience.start(kConnectLimit);
    }
    if (m_handshake->state() == SocksHandshake::State::Failed)
        fail(*m_handshake->error());
    else if (m_handshake->state() == SocksHandshake::State::Done)
        join();
}

void SocksBridgeLink::join()
{
    m_phase = Phase::Joined;
    m_patience.stop();
    m_state->setFailure({});
    if (m_isTunnel)
        m_client->write("HTTP/1.1 200 Connection established\r\n\r\n");
    m_client->write(std::exchange(m_heard, {}));
    m_server.write(std::exchange(m_forServer, {}) + std::exchange(m_head, {}));
    pump(*m_client, m_server);
    pump(m_server, *m_client);
}

void SocksBridgeLink::pump(QTcpSocket &from, QTcpSocket &to)
{
    if (m_phase != Phase::Joined || to.state() != QAbstractSocket::ConnectedState)
        return;
    while (from.bytesAvailable() > 0 && to.bytesToWrite() < kBuffer)
        to.write(from.read(kBuffer - to.bytesToWrite()));
    // Whoever ended has said everything: the other is told as soon as it has heard it.
    if (from.state() == QAbstractSocket::UnconnectedState && from.bytesAvailable() == 0)
        to.disconnectFromHost();
}

/** The program is told in its own words and let go. */
void SocksBridgeLink::answer(const QByteArray &status, const QByteArray &fields)
{
    m_phase = Phase::Ending;
    m_server.abort();
    m_client->write("HTTP/1.1 " + status + "\r\n" + fields
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n");
    m_client->disconnectFromHost();
}

void SocksBridgeLink::fail(const Error &error)
{
    m_state->setFailure(error);
    answer("502 Bad Gateway", {});
}

void SocksBridgeLink::onClientGone()
{
    if (m_phase == Phase::Joined && m_server.state() == QAbstractSocket::ConnectedState) {
        pump(*m_client, m_server);
        connect(&m_server, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        return;
    }
    deleteLater();
}

void SocksBridgeLink::onServerGone()
{
    if (m_phase == Phase::Handshake)
        fail(socksUnreachable(m_state->socks, m_server.errorString()));
    else if (m_phase == Phase::Joined)
        pump(m_server, *m_client);
}

} // namespace portico
