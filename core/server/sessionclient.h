// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/installs/library.h"
#include "core/net/toolenvironment.h"
#include "core/server/logline.h"
#include "core/server/sessionstatus.h"

#include <QList>
#include <QObject>

#include <memory>

namespace portico {

/** How to start. */
struct SessionStart
{
    SessionMode mode = SessionMode::Attached;
    std::optional<quint16> port = std::nullopt; ///< instead of the install's own
    bool useNextFreePort = false;               ///< when the port is taken
    bool withoutNodePacks = false;              ///< safe start
    ToolEnvironment network{};                  ///< how ComfyUI reaches the internet
};

/** Whether a client keeps an attached session alive. */
enum class SessionLease { Hold, None };

/**
 * One install's session as seen from a window or a terminal. Event-driven, never blocks; lives on
 * the thread that made it (that thread needs an event loop).
 *
 * watch() finds a session that anybody started, connects, and follows it; start() starts a session
 * server. Both windows and terminals use the same: what one starts, the other shows.
 */
class SessionClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionClient)

public:
    SessionClient(Library library, InstallId id, SessionLease lease, QObject *parent = nullptr);
    ~SessionClient() override;

    const InstallId &id() const;
    const SessionStatus &status() const;
    /** Whether a session server is connected: then status() is its word. */
    bool isConnected() const;

    /** Follows this install's session from now on, started here or elsewhere. */
    void watch();
    /** Starts a session server and connects. The outcome comes as statusChanged or failed. */
    void start(const SessionStart &options);
    /** Asks for the stop ladder: interrupt, terminate, kill. */
    void stop();
    /** Ends the whole tree at once, without the ladder. */
    void kill();
    void restart();
    /** Lets an attached session stay when its clients are gone. */
    void detach();
    /** Sends the log from this line number on, then new lines as they come. 0: what the ring holds.
     *  Stays in force over reconnections. A new session server counts from 1 again:
     * connectionChanged comes between the two. */
    void followLog(qint64 fromNumber = 0);

signals:
    void statusChanged(const portico::SessionStatus &status);
    /** New lines in order. `dropped`: how many before them were left out since the last signal. */
    void logReceived(const QList<portico::LogLine> &lines, qint64 dropped);
    /** The connection to the session server was made or lost. */
    void connectionChanged(bool isConnected);
    /** A start or a request failed; the session is as status() says. */
    void failed(const portico::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace portico
