// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/socksbridge.h"

#include "core/net/socksbridgelink.h"
#include "core/net/socksbridgestate.h"

#include <QCoreApplication>
#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QTcpServer>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SocksBridge)
};

/** 128 random bits. */
QByteArray newToken()
{
    QByteArray bytes(16, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return bytes.toHex();
}

} // namespace

SocksBridge::SocksBridge(const ProxyServer &socks)
    : m_state(std::make_shared<SocksBridgeState>(socks, newToken()))
{ }

SocksBridge::~SocksBridge()
{
    m_thread.quit();
    m_thread.wait();
}

Result<std::unique_ptr<SocksBridge>> SocksBridge::start(const ProxyServer &socks)
{
    std::unique_ptr<SocksBridge> bridge(new SocksBridge(socks));
    const Result<> listening = bridge->listen();
    if (!listening)
        return listening.error();
    return bridge;
}

Result<> SocksBridge::listen()
{
    auto *const server = new QTcpServer; // its thread ends it
    server->setProxy(QNetworkProxy::NoProxy);
    server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, server, &QObject::deleteLater);
    QObject::connect(server, &QTcpServer::newConnection, server, [server, state = m_state] {
        while (QTcpSocket *const client = server->nextPendingConnection())
            new SocksBridgeLink(client, state, server);
    });
    m_thread.setObjectName(u"socks bridge"_s);
    m_thread.start();
    QString reason;
    QMetaObject::invokeMethod(
        server,
        [this, server, &reason] {
            if (server->listen(QHostAddress(QHostAddress::LocalHost)))
                m_port = server->serverPort();
            else
                reason = server->errorString();
        },
        Qt::BlockingQueuedConnection);
    if (m_port != 0)
        return {};
    return Error{.code = ErrorCode::Network,
                 .message = Text::tr("This computer gave no port on which git could be led to the "
                                     "SOCKS proxy."),
                 .nextStep = Text::tr("Set an http proxy, or except the address from the proxy."),
                 .detail = reason};
}

QString SocksBridge::proxyUrl() const
{
    return u"http://%1@127.0.0.1:%2"_s.arg(QString::fromLatin1(m_state->login)).arg(m_port);
}

std::optional<Error> SocksBridge::failure() const
{
    return m_state->failure();
}

} // namespace portico
