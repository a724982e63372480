// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionclient.h"

#include "core/installs/installfile.h"
#include "core/io/filelock.h"
#include "core/server/sessionconnection.h"
#include "core/server/sessionerrors.h"
#include "core/server/sessionlauncher.h"
#include "core/server/startplan.h"

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QTimer>

#include <utility>

namespace portico {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto watchInterval = 1s;
constexpr auto launchInterval = 100ms;
constexpr auto launchLimit = 30s;
constexpr auto otherLimit = 3s; ///< for another's server to end or to open its socket

bool runs(SessionState state)
{
    return state == SessionState::Starting || state == SessionState::Ready
        || state == SessionState::Stopping;
}

} // namespace

/** What the client knows and waits for. */
class SessionClient::Private
{
public:
    Private(SessionClient &client, Library libraryOfInstall, InstallId installId,
            SessionLease lease)
        : q(client)
        , library(std::move(libraryOfInstall))
        , id(std::move(installId))
        , connection(lease)
    { }

    void look();
    void lookForLaunched();
    void onOpened();
    void onClosed();
    void onStatus(const SessionStatus &told);
    void onLog(const QList<LogLine> &lines, qint64 dropped);
    void setStatus(const SessionStatus &newStatus);
    void launch();
    void endLaunch(const Error &error);
    void onLaunchAnswer(const SessionStatus &told);
    void sendStart();
    void request(const QString &type, const QJsonObject &content = {});
    void askForLog();

    SessionClient &q;
    const Library library;
    const InstallId id;
    SessionConnection connection;
    SessionStatus status;
    QFileSystemWatcher watcher;
    QTimer watchTimer;
    QTimer launchTimer;
    QElapsedTimer sinceLaunch;
    std::optional<LaunchedServer> launched;
    std::optional<SessionStart> wanted; ///< a start that waits for its server
    QString session;                    ///< the server run that lastNumber belongs to
    QString sweptToken;
    qint64 lastNumber = 0;
    bool followsLog = false;
};

SessionClient::SessionClient(Library library, InstallId id, SessionLease lease, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(library), std::move(id), lease))
{
    d->watchTimer.setInterval(watchInterval);
    d->launchTimer.setInterval(launchInterval);
    connect(&d->watchTimer, &QTimer::timeout, this, [this] { d->look(); });
    connect(&d->watcher, &QFileSystemWatcher::directoryChanged, this, [this] { d->look(); });
    connect(&d->launchTimer, &QTimer::timeout, this, [this] { d->lookForLaunched(); });
    connect(&d->connection, &SessionConnection::opened, this, [this] { d->onOpened(); });
    connect(&d->connection, &SessionConnection::closed, this, [this] { d->onClosed(); });
    connect(&d->connection, &SessionConnection::statusReceived, this,
            [this](const SessionStatus &status) { d->onStatus(status); });
    connect(&d->connection, &SessionConnection::logReceived, this,
            [this](const QList<LogLine> &lines, qint64 dropped) { d->onLog(lines, dropped); });
    connect(&d->connection, &SessionConnection::errorReceived, this, &SessionClient::failed);
}

SessionClient::~SessionClient()
{
    d->connection.disconnect(this);
}

const InstallId &SessionClient::id() const
{
    return d->id;
}

const SessionStatus &SessionClient::status() const
{
    return d->status;
}

bool SessionClient::isConnected() const
{
    return d->connection.isOpen();
}

void SessionClient::watch()
{
    d->watcher.addPath(d->library.installFolder(d->id));
    d->watchTimer.start();
    d->look();
}

void SessionClient::start(const SessionStart &options)
{
    if (const Result<Install> install = loadInstall(d->library, d->id); !install) {
        emit failed(install.error());
        return;
    }
    if (isConnected() && runs(d->status.state)) {
        emit failed(alreadyRunningError(d->status.serverProcessId, d->status.port));
        return;
    }
    d->wanted = options;
    d->launched.reset();
    d->sinceLaunch.start();
    SessionStatus preparing;
    preparing.state = SessionState::Starting;
    preparing.mode = options.mode;
    d->setStatus(preparing);
    if (isConnected())
        return d->sendStart();
    d->launchTimer.start();
    d->lookForLaunched();
}

void SessionClient::stop()
{
    d->request(u"stop"_s);
}

void SessionClient::kill()
{
    d->request(u"kill"_s);
}

void SessionClient::restart()
{
    d->request(u"restart"_s);
}

void SessionClient::detach()
{
    d->request(u"detach"_s);
}

void SessionClient::followLog(qint64 fromNumber)
{
    d->followsLog = true;
    d->lastNumber = fromNumber > 0 ? fromNumber - 1 : 0;
    if (isConnected())
        d->askForLog();
}

void SessionClient::Private::request(const QString &type, const QJsonObject &content)
{
    if (connection.isOpen())
        connection.send(type, content);
    else if (wanted && (type == "stop"_L1 || type == "kill"_L1))
        wanted.reset(); // the server that comes up is told when it has greeted us
}

void SessionClient::Private::askForLog()
{
    connection.send(u"followLog"_s, {{u"from"_s, lastNumber > 0 ? lastNumber + 1 : 0}});
}

/** Finds a session that anybody started. */
void SessionClient::Private::look()
{
    if (connection.isOpen() || connection.isOpening())
        return;
    const std::optional<SessionFile> file = readSessionFile(library, id);
    if (!file)
        return;
    if (FileLock::holder(library.sessionLock(id)))
        connection.open(*file);
    else if (!launchTimer.isActive() && std::exchange(sweptToken, file->token) != file->token)
        sweepDeadSession(library, id); // a server that starts does it by itself
}

/** The session server that we started, or that another starts at the same moment. */
void SessionClient::Private::lookForLaunched()
{
    look();
    if (connection.isOpening() || connection.isOpen())
        return;
    if (!launched)
        return launch();
    const std::optional<Error> error = sessionServerError(library, id, *launched);
    const bool isLate = std::chrono::milliseconds(sinceLaunch.elapsed()) > launchLimit;
    if (error && (error->code != ErrorCode::Busy || isLate))
        endLaunch(*error);
    else if (isLate)
        endLaunch(noServerError(sessionServerLog(library, id)));
    else if (error && !FileLock::holder(library.sessionLock(id)))
        launched.reset(); // it met one that was about to end: once more
}

void SessionClient::Private::launch()
{
    if (!wanted) { // stop() was quicker
        launchTimer.stop();
        return setStatus({});
    }
    const bool isHeld = FileLock::holder(library.sessionLock(id)).has_value();
    if (isHeld && std::chrono::milliseconds(sinceLaunch.elapsed()) < otherLimit)
        return; // a server that is about to end, or to open its socket
    const Result<LaunchedServer> server = launchSessionServer(library, id, *wanted);
    if (!server)
        return endLaunch(server.error());
    launched = *server;
}

void SessionClient::Private::endLaunch(const Error &error)
{
    launchTimer.stop();
    launched.reset();
    wanted.reset();
    SessionStatus crashed = status;
    crashed.state = SessionState::Crashed;
    crashed.failure = error;
    setStatus(crashed);
    emit q.failed(error);
}

/** To a server that is there already; `wanted` stays until it says that it starts. */
void SessionClient::Private::sendStart()
{
    connection.send(u"start"_s,
                    toJson(StartRequest{.port = wanted->port,
                                        .useNextFreePort = wanted->useNextFreePort,
                                        .withoutNodePacks = wanted->withoutNodePacks,
                                        .network = wanted->network}));
    if (wanted->mode == SessionMode::Detached)
        connection.send(u"detach"_s);
}

void SessionClient::Private::onOpened()
{
    const bool isNewServer = std::exchange(session, connection.session()) != session;
    if (isNewServer)
        lastNumber = 0;
    if (followsLog)
        askForLog();
    emit q.connectionChanged(true);
}

void SessionClient::Private::onStatus(const SessionStatus &told)
{
    if (launchTimer.isActive()) {
        launchTimer.stop();
        onLaunchAnswer(told);
    } else if (runs(told.state)) {
        wanted.reset();
    }
    if (wanted && !runs(told.state))
        return; // the end of the session before ours
    setStatus(told);
}

/** The first word of the server that we found after a start. */
void SessionClient::Private::onLaunchAnswer(const SessionStatus &told)
{
    const bool isMine = launched && launched->processId == told.serverProcessId;
    launched.reset();
    if (!wanted) // stop() came before the server did
        return connection.send(u"stop"_s);
    if (isMine || runs(told.state))
        wanted.reset();
    if (!isMine && runs(told.state)) {
        setStatus(told);
        emit q.failed(alreadyRunningError(told.serverProcessId, told.port));
    } else if (!isMine) {
        sendStart();
    }
}

void SessionClient::Private::onLog(const QList<LogLine> &lines, qint64 dropped)
{
    if (!lines.isEmpty())
        lastNumber = lines.last().number;
    emit q.logReceived(lines, dropped);
}

void SessionClient::Private::onClosed()
{
    emit q.connectionChanged(false);
    if (wanted) { // it ended just as we asked it to start
        sinceLaunch.start();
        return launchTimer.start();
    }
    if (runs(status.state)) {
        SessionStatus crashed = status;
        crashed.state = SessionState::Crashed;
        crashed.processId = 0;
        crashed.activity.clear();
        crashed.failure = lostServerError();
        setStatus(crashed);
    }
    QTimer::singleShot(launchInterval, &q, [this] { look(); });
}

void SessionClient::Private::setStatus(const SessionStatus &newStatus)
{
    if (std::exchange(status, newStatus) != newStatus)
        emit q.statusChanged(status);
}

} // namespace portico
