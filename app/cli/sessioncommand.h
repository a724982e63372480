// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"
#include "core/installs/install.h"
#include "core/server/sessionclient.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QUrl>

namespace portico::cli {

/** A command about one install's session: finds the install, then follows its session. */
class SessionCommand : public RunningCommand
{
    Q_OBJECT

public:
    SessionCommand(CommandContext context, SessionLease lease);

    void begin() override;
    void interrupt() override;

protected:
    /** The install is there and client() can be used. */
    virtual void onInstallFound() = 0;
    virtual void onStatus(const SessionStatus &status) = 0;
    virtual void onInterrupt() = 0;
    virtual void onLog(const QList<LogLine> &lines, qint64 dropped);

    SessionClient &client() { return *m_client; }
    const Install &install() const { return m_install; }
    void finish(int exitCode);
    /** The same once the session server has let go of the install, so that the next command finds
     * it free. Gives up our hold; client() is not to be used after it. */
    void finishWhenReleased(int exitCode);
    /** Leaves the session to itself: nothing more comes from it. client() is not to be used after
     * it. */
    void letGo();
    void openInBrowser(const QUrl &url);
    /** In a window of its own; in the browser, and said so, where none can do that. */
    void openInOwnWindow(const QUrl &url);

private:
    const SessionLease m_lease;
    Install m_install;
    std::unique_ptr<SessionClient> m_client;
    bool m_isFinished = false;
    bool m_isLetGo = false;
    QTimer m_releaseTimer;
    QElapsedTimer m_waited;
};

} // namespace portico::cli
