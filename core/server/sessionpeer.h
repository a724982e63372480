// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/logring.h"
#include "core/server/sessionprotocol.h"
#include "core/server/sessionstatus.h"

#include <QLocalSocket>
#include <QObject>

namespace portico {

/**
 * One client as the session server sees it: its socket, whether it holds a lease, how far it has
 * read the log. A client that does not read gets no more log lines until it does; one that lets
 * even its status pile up is hung up on, so the server's memory stays bounded.
 */
class SessionPeer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionPeer)

public:
    /** Takes the socket over. */
    SessionPeer(QLocalSocket *socket, QObject *parent);

    bool holdsLease() const { return m_holdsLease; }
    void send(const QJsonObject &message);
    /** Sends the next lines if the client follows and reads; returns whether there are more. */
    bool sendLog(const LogRing &ring);
    void follow(const LogCursor &from);
    /** Says goodbye once everything is written. */
    void hangUp();

signals:
    /** A request; hello is dealt with here. */
    void received(const QJsonObject &message);
    void greeted();
    void gone();

private:
    void read();

    QLocalSocket *m_socket;
    MessageReader m_reader;
    bool m_holdsLease = false;
    std::optional<LogCursor> m_cursor;
};

} // namespace portico
