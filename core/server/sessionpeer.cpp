// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionpeer.h"

#include <QJsonArray>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype batchLines = 400;
constexpr qsizetype batchBytes = 512 * 1024;
constexpr qint64 logBacklog = 1024 * 1024;    ///< unread bytes that pause the log
constexpr qint64 hopeless = 16 * 1024 * 1024; ///< unread bytes that end the connection

} // namespace

SessionPeer::SessionPeer(QLocalSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    m_socket->setParent(this);
    connect(m_socket, &QLocalSocket::readyRead, this, &SessionPeer::read);
    connect(m_socket, &QLocalSocket::disconnected, this, &SessionPeer::gone);
}

void SessionPeer::read()
{
    const std::optional<QList<QJsonObject>> messages = m_reader.feed(m_socket->readAll());
    if (!messages)
        return m_socket->abort();
    for (const QJsonObject &message : *messages) {
        if (messageType(message) == "hello"_L1) {
            m_holdsLease = message[u"lease"_s].toBool();
            emit greeted();
        } else {
            emit received(message);
        }
    }
}

void SessionPeer::send(const QJsonObject &message)
{
    if (m_socket->bytesToWrite() > hopeless)
        return m_socket->abort();
    m_socket->write(messageBytes(message));
}

void SessionPeer::follow(const LogCursor &from)
{
    m_cursor = from;
}

bool SessionPeer::sendLog(const LogRing &ring)
{
    if (!m_cursor || !ring.hasMore(*m_cursor))
        return false;
    if (m_socket->bytesToWrite() > logBacklog)
        return true;
    const LogBatch batch = ring.read(*m_cursor, batchLines, batchBytes);
    QJsonArray lines;
    for (const LogLine &line : batch.lines)
        lines.append(toJson(line));
    send(message(u"log"_s, {{u"lines"_s, lines}, {u"dropped"_s, batch.dropped}}));
    return ring.hasMore(*m_cursor);
}

void SessionPeer::hangUp()
{
    m_socket->flush();
    m_socket->disconnectFromServer();
}

} // namespace portico
