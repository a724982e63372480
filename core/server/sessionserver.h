// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/session.h"
#include "core/server/sessionfile.h"
#include "core/server/sessionpeer.h"

#include <QLocalServer>
#include <QObject>
#include <QTimer>

namespace portico {

/**
 * Serves one session to its clients over a local socket that only this user can open, and decides
 * how long it lives: an attached session ends when the last client that holds a lease is gone, in
 * whatever manner; a detached one when it is stopped. Its owner holds session.lock and quits the
 * program when finished() comes.
 */
class SessionServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionServer)

public:
    SessionServer(const SessionSetup &setup, ProcessTree &tree, QObject *parent = nullptr);
    ~SessionServer() override;

    /** Opens the socket in that folder and writes session.json. */
    Result<> listen(const QString &runtimeFolder);
    void start(const StartRequest &request);
    /** Ends the session, by the ladder, and then the server; the second time by force. */
    void end();

signals:
    /** Everything has ended and session.json is gone. */
    void finished();

private:
    void welcome(QLocalSocket *socket);
    void answer(SessionPeer &peer, const QJsonObject &message);
    void onGreeted(SessionPeer &peer);
    void onGone(SessionPeer &peer);
    void onStatus();
    void endUnlessHeld();
    void finish();
    void sendLogs();
    bool isLeased() const;
    void writeFile();

    const SessionSetup m_setup;
    Session m_session;
    QLocalServer m_server;
    QList<SessionPeer *> m_peers;
    QTimer m_logTimer;
    QTimer m_firstClientTimer;
    SessionFile m_file;
    bool m_wasLeased = false;
    bool m_isEnding = false;
    bool m_isFinished = false;
};

} // namespace portico
