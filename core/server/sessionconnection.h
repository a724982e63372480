// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/logline.h"
#include "core/server/sessionclient.h"
#include "core/server/sessionfile.h"
#include "core/server/sessionprotocol.h"

#include <QLocalSocket>
#include <QObject>

namespace portico {

/**
 * A client's end of the socket to one session server: says hello, turns messages into signals.
 * Tolerates servers that know less or more than we do.
 */
class SessionConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionConnection)

public:
    explicit SessionConnection(SessionLease lease, QObject *parent = nullptr);

    void open(const SessionFile &file);
    bool isOpening() const;
    /** The server has greeted us. */
    bool isOpen() const { return m_isWelcome; }
    /** Names this run of the session server: line numbers belong to it. */
    const QString &session() const { return m_session; }
    void send(const QString &type, const QJsonObject &content = {});

signals:
    void opened();
    /** It was open and is not any more. */
    void closed();
    void statusReceived(const portico::SessionStatus &status);
    void logReceived(const QList<portico::LogLine> &lines, qint64 dropped);
    void errorReceived(const portico::Error &error);

private:
    void read();
    void take(const QJsonObject &message);
    void takeLog(const QJsonObject &message);
    void onDisconnected();

    SessionLease m_lease;
    QLocalSocket m_socket;
    MessageReader m_reader;
    QString m_session;
    bool m_isWelcome = false;
};

} // namespace portico
