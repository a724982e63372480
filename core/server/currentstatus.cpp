// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/currentstatus.h"

#include "core/io/filelock.h"
#include "core/server/sessionfile.h"
#include "core/server/sessionprotocol.h"

#include <QDeadlineTimer>
#include <QLocalSocket>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr int kAnswerLimitMs = 2'000;

/** The first status that the server sends after the greeting. */
std::optional<SessionStatus> askServer(const QString &socketName)
{
    QLocalSocket socket;
    const QDeadlineTimer deadline(kAnswerLimitMs);
    socket.connectToServer(socketName);
    if (!socket.waitForConnected(kAnswerLimitMs))
        return std::nullopt;
    socket.write(messageBytes(message(
        u"hello"_s,
        {{u"protocol"_s, sessionProtocol}, {u"client"_s, u"status"_s}, {u"lease"_s, false}})));
    MessageReader reader;
    while (!deadline.hasExpired()
           && socket.waitForReadyRead(static_cast<int>(deadline.remainingTime()))) {
        const auto messages = reader.feed(socket.readAll());
        if (!messages)
            return std::nullopt;
        for (const QJsonObject &received : *messages) {
            if (messageType(received) == "status"_L1)
                return sessionStatusFromJson(received.value("status"_L1).toObject());
        }
    }
    return std::nullopt;
}

} // namespace

bool isSessionHeld(const Library &library, const InstallId &id)
{
    return FileLock::holder(library.sessionLock(id)).has_value();
}

SessionStatus currentStatus(const Library &library, const InstallId &id)
{
    SessionStatus status;
    if (!isSessionHeld(library, id))
        return status;
    const std::optional<SessionFile> file = readSessionFile(library, id);
    if (!file) {
        status.state = SessionState::Starting; // it holds the lock and has not written the file yet
        return status;
    }
    if (const std::optional<SessionStatus> answer = askServer(file->socket))
        return *answer;
    status.state = SessionState::Starting;
    status.mode = file->mode;
    status.port = file->port;
    status.serverProcessId = file->server.pid;
    return status;
}

} // namespace portico
