// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionserver.h"

#include <QCoreApplication>

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SessionServer)
};

constexpr auto logInterval = 50ms;
constexpr auto farewell = 100ms; ///< for the last messages to be written

bool isOver(SessionState state)
{
    return state == SessionState::Stopped || state == SessionState::Crashed;
}

} // namespace

SessionServer::SessionServer(const SessionSetup &setup, ProcessTree &tree, QObject *parent)
    : QObject(parent)
    , m_setup(setup)
    , m_session(setup, tree)
{
    m_logTimer.setInterval(logInterval);
    m_firstClientTimer.setSingleShot(true);
    m_firstClientTimer.setInterval(setup.limits.firstClient);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection())
            welcome(socket);
    });
    connect(&m_session, &Session::statusChanged, this, &SessionServer::onStatus);
    connect(&m_session.log(), &SessionLog::changed, this, [this] {
        if (!m_logTimer.isActive() && !m_peers.isEmpty())
            m_logTimer.start();
    });
    connect(&m_logTimer, &QTimer::timeout, this, &SessionServer::sendLogs);
    connect(&m_firstClientTimer, &QTimer::timeout, this, &SessionServer::endUnlessHeld);
}

SessionServer::~SessionServer() = default;

Result<> SessionServer::listen(const QString &runtimeFolder)
{
    const QString name = runtimeFolder + u"/s-"_s + m_setup.token.left(12);
    QLocalServer::removeServer(name);
    if (!m_server.listen(name)) {
        return Error{ErrorCode::Io,
                     Text::tr("The session's socket could not be opened in %1: %2.")
                         .arg(runtimeFolder, m_server.errorString()),
                     Text::tr("Check that this folder can be written."),
                     {}};
    }
    m_file.protocol = sessionProtocol;
    m_file.server = ownProcess();
    m_file.socket = m_server.fullServerName();
    m_file.token = m_setup.token;
    m_file.mode = m_setup.mode;
    return writeSessionFile(m_setup.library, m_setup.id, m_file);
}

void SessionServer::start(const StartRequest &request)
{
    m_firstClientTimer.start();
    if (const Result<> started = m_session.start(request); !started)
        m_session.log().say(LogLevel::Error, started.error().message);
}

void SessionServer::welcome(QLocalSocket *socket)
{
    auto *const peer = new SessionPeer(socket, this);
    m_peers.append(peer);
    connect(peer, &SessionPeer::greeted, this, [this, peer] { onGreeted(*peer); });
    connect(peer, &SessionPeer::gone, this, [this, peer] { onGone(*peer); });
    connect(peer, &SessionPeer::received, this,
            [this, peer](const QJsonObject &message) { answer(*peer, message); });
}

void SessionServer::onGreeted(SessionPeer &peer)
{
    if (peer.holdsLease()) {
        m_wasLeased = true;
        m_firstClientTimer.stop();
    }
    peer.send(message(u"welcome"_s,
                      {{u"protocol"_s, sessionProtocol}, {u"session"_s, m_setup.token.left(12)}}));
    peer.send(message(u"status"_s, {{u"status"_s, toJson(m_session.status())}}));
}

void SessionServer::answer(SessionPeer &peer, const QJsonObject &asked)
{
    const QString type = messageType(asked);
    if (type == "stop"_L1) {
        m_session.stop();
    } else if (type == "kill"_L1) {
        m_session.kill();
    } else if (type == "restart"_L1) {
        m_session.restart();
    } else if (type == "detach"_L1) {
        m_firstClientTimer.stop();
        m_session.setMode(SessionMode::Detached);
    } else if (type == "start"_L1) {
        const Result<> started = m_session.start(startRequestFromJson(asked));
        if (!started)
            peer.send(message(u"error"_s, {{u"error"_s, errorToJson(started.error())}}));
    } else if (type == "followLog"_L1) {
        peer.follow(m_session.log().ring().cursorFrom(asked[u"from"_s].toInteger()));
        m_logTimer.start();
    }
}

void SessionServer::onGone(SessionPeer &peer)
{
    m_peers.removeOne(&peer);
    peer.deleteLater();
    if (m_wasLeased)
        endUnlessHeld();
}

void SessionServer::onStatus()
{
    const SessionStatus &status = m_session.status();
    if (status.mode != m_file.mode || status.port != m_file.port)
        writeFile();
    if (isOver(status.state))
        sendLogs(); // the last words come before the news of the end
    const QJsonObject told = message(u"status"_s, {{u"status"_s, toJson(status)}});
    const QList<SessionPeer *> peers = m_peers; // one that is hung up on leaves the list
    for (SessionPeer *peer : peers)
        peer->send(told);
    if (status.state == SessionState::Stopped || (m_isEnding && isOver(status.state)))
        finish();
    else if (status.state == SessionState::Crashed && m_wasLeased)
        endUnlessHeld();
}

void SessionServer::writeFile()
{
    m_file.mode = m_session.status().mode;
    m_file.port = m_session.status().port;
    const Result<> written = writeSessionFile(m_setup.library, m_setup.id, m_file);
    if (!written)
        m_session.log().say(LogLevel::Warning, written.error().message);
}

bool SessionServer::isLeased() const
{
    return std::any_of(m_peers.begin(), m_peers.end(),
                       [](const SessionPeer *peer) { return peer->holdsLease(); });
}

void SessionServer::endUnlessHeld()
{
    if (m_session.status().mode == SessionMode::Attached && !isLeased() && !m_isEnding)
        end();
}

void SessionServer::end()
{
    const bool isSecond = std::exchange(m_isEnding, true);
    if (isOver(m_session.status().state))
        finish();
    else if (isSecond)
        m_session.kill();
    else
        m_session.stop();
}

void SessionServer::finish()
{
    if (std::exchange(m_isFinished, true))
        return;
    m_server.close();
    sendLogs();
    const QList<SessionPeer *> peers = m_peers;
    for (SessionPeer *peer : peers)
        peer->hangUp();
    removeSessionFile(m_setup.library, m_setup.id);
    QTimer::singleShot(farewell, this, &SessionServer::finished);
}

void SessionServer::sendLogs()
{
    bool hasMore = false;
    const QList<SessionPeer *> peers = m_peers;
    for (SessionPeer *peer : peers)
        hasMore = peer->sendLog(m_session.log().ring()) || hasMore;
    if (!hasMore)
        m_logTimer.stop();
}

} // namespace portico
