// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/sessioncommand.h"

#include "app/cli/logtext.h"
#include "core/installs/installfile.h"
#include "core/platform/openurl.h"
#include "core/platform/ownwindow.h"
#include "core/server/currentstatus.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::SessionCommand)
};

constexpr int kReleaseCheckMs = 20;
constexpr qint64 kReleaseLimitMs = 5'000; // a session server needs a moment to say goodbye

} // namespace

SessionCommand::SessionCommand(CommandContext context, SessionLease lease)
    : RunningCommand(std::move(context))
    , m_lease(lease)
{ }

void SessionCommand::begin()
{
    const Result<Install> found =
        findInstall(m_context.library, m_context.parser.positionalArguments().constFirst());
    if (!found) {
        fail(found.error());
        return;
    }
    m_install = *found;
    m_client = std::make_unique<SessionClient>(m_context.library, m_install.id, m_lease);
    connect(m_client.get(), &SessionClient::statusChanged, this,
            [this](const SessionStatus &status) {
                if (!m_isFinished && !m_isLetGo)
                    onStatus(status);
            });
    connect(m_client.get(), &SessionClient::logReceived, this,
            [this](const QList<LogLine> &lines, qint64 dropped) { onLog(lines, dropped); });
    connect(m_client.get(), &SessionClient::failed, this, [this](const Error &error) {
        if (!m_isLetGo && !std::exchange(m_isFinished, true))
            fail(error);
    });
    onInstallFound();
}

void SessionCommand::interrupt()
{
    if (m_client)
        onInterrupt();
}

void SessionCommand::onLog(const QList<LogLine> &lines, qint64 dropped)
{
    printLog(m_context.terminal, lines, dropped);
}

void SessionCommand::finish(int exitCode)
{
    if (!std::exchange(m_isFinished, true))
        emit finished(exitCode);
}

void SessionCommand::letGo()
{
    m_isLetGo = true;
    QTimer::singleShot(0, this, [this] { m_client.reset(); }); // we are in its signal here
}

void SessionCommand::finishWhenReleased(int exitCode)
{
    if (m_isFinished || m_releaseTimer.isActive())
        return;
    m_waited.start();
    // A session server stays as long as somebody holds its session, and we are in its signal here.
    QTimer::singleShot(0, this, [this] { m_client.reset(); });
    connect(&m_releaseTimer, &QTimer::timeout, this, [this, exitCode] {
        if (!isSessionHeld(m_context.library, m_install.id) || m_waited.hasExpired(kReleaseLimitMs))
            finish(exitCode);
    });
    m_releaseTimer.start(kReleaseCheckMs);
}

void SessionCommand::openInBrowser(const QUrl &url)
{
    if (!openUrl(url))
        m_context.terminal.say(
            Text::tr("No browser could be opened. The address is %1").arg(url.toString()));
}

void SessionCommand::openInOwnWindow(const QUrl &url)
{
    if (openOwnWindow(url))
        return;
    m_context.terminal.say(
        Text::tr("A window of its own needs Chrome, Chromium, Edge, Brave or Vivaldi, and none of "
                 "them could be started. The browser is opened instead."));
    openInBrowser(url);
}

} // namespace portico::cli
