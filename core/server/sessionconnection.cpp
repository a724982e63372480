// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionconnection.h"

#include <QJsonArray>

#include <utility>

namespace portico {

using namespace Qt::StringLiterals;

SessionConnection::SessionConnection(SessionLease lease, QObject *parent)
    : QObject(parent)
    , m_lease(lease)
{
    connect(&m_socket, &QLocalSocket::connected, this, [this] {
        send(u"hello"_s,
             {{u"protocol"_s, sessionProtocol},
              {u"client"_s, QStringLiteral("portico " PORTICO_VERSION)},
              {u"lease"_s, m_lease == SessionLease::Hold}});
    });
    connect(&m_socket, &QLocalSocket::readyRead, this, &SessionConnection::read);
    connect(&m_socket, &QLocalSocket::disconnected, this, &SessionConnection::onDisconnected);
}

void SessionConnection::open(const SessionFile &file)
{
    m_reader = MessageReader();
    m_socket.abort();
    m_socket.connectToServer(file.socket);
}

bool SessionConnection::isOpening() const
{
    return !m_isWelcome && m_socket.state() != QLocalSocket::UnconnectedState;
}

void SessionConnection::send(const QString &type, const QJsonObject &content)
{
    m_socket.write(messageBytes(message(type, content)));
    m_socket.flush();
}

void SessionConnection::read()
{
    const std::optional<QList<QJsonObject>> messages = m_reader.feed(m_socket.readAll());
    if (!messages)
        return m_socket.abort();
    for (const QJsonObject &message : *messages)
        take(message);
}

void SessionConnection::take(const QJsonObject &message)
{
    const QString type = messageType(message);
    if (type == "welcome"_L1) {
        m_session = message[u"session"_s].toString();
        m_isWelcome = true;
        emit opened();
    } else if (type == "status"_L1) {
        if (const auto status = sessionStatusFromJson(message[u"status"_s].toObject()))
            emit statusReceived(*status);
    } else if (type == "log"_L1) {
        takeLog(message);
    } else if (type == "error"_L1) {
        emit errorReceived(errorFromJson(message[u"error"_s].toObject()));
    }
}

void SessionConnection::takeLog(const QJsonObject &message)
{
    QList<LogLine> lines;
    const QJsonArray told = message[u"lines"_s].toArray();
    for (const auto &value : told) {
        if (const std::optional<LogLine> line = logLineFromJson(value.toObject()))
            lines.append(*line);
    }
    const qint64 dropped = message[u"dropped"_s].toInteger();
    if (!lines.isEmpty() || dropped > 0)
        emit logReceived(lines, dropped);
}

void SessionConnection::onDisconnected()
{
    if (std::exchange(m_isWelcome, false))
        emit closed();
}

} // namespace portico
