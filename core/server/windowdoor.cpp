// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/windowdoor.h"

#include "core/server/sessionprotocol.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QThread>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::WindowDoor)
};

constexpr qsizetype kLongestLine = 64 * 1024;
constexpr qsizetype kLongestGiven = 8 * 1024;
constexpr qsizetype kLongestActivation = 1024;
constexpr auto kPoll = 50ms;
constexpr auto kGuestLimit = 5s; ///< until a guest must have said what it wants
constexpr int kMostGuests = 16;

/** Short, and the same for every way to write the library's path. */
QString doorPath(const QString &runtimeFolder, const QString &library)
{
    const QString real = QFileInfo(library).canonicalFilePath();
    const QByteArray name = (real.isEmpty() ? QDir::cleanPath(library) : real).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex();
    return runtimeFolder + u"/w-"_s + QString::fromLatin1(hash.left(16));
}

bool isPlain(const QString &text, qsizetype longest)
{
    return text.size() <= longest && std::none_of(text.begin(), text.end(), [](QChar letter) {
               return letter.category() == QChar::Other_Control;
           });
}

/** Whether the window there has taken it. */
bool knock(const QString &door, const HandOver &what, const QDeadlineTimer &limit)
{
    const auto left = [&limit] { return int(std::max<qint64>(1, limit.remainingTime())); };
    QLocalSocket socket;
    socket.connectToServer(door);
    if (!socket.waitForConnected(left()))
        return false;
    socket.write(handOverBytes(what));
    while (!socket.canReadLine() && !limit.hasExpired()) {
        if (!socket.waitForReadyRead(left()) && socket.state() != QLocalSocket::ConnectedState)
            return false;
    }
    const QJsonObject answer = QJsonDocument::fromJson(socket.readLine(kLongestLine)).object();
    return messageType(answer) == "taken"_L1;
}

} // namespace

QByteArray handOverBytes(const HandOver &what)
{
    return messageBytes(
        message(u"open"_s, {{u"given"_s, what.given}, {u"activation"_s, what.activation}}));
}

std::optional<HandOver> handOverFrom(const QByteArray &line)
{
    if (line.size() > kLongestLine)
        return std::nullopt;
    const QJsonObject said = QJsonDocument::fromJson(line).object();
    const HandOver what{.given = said["given"_L1].toString(),
                        .activation = said["activation"_L1].toString()};
    if (messageType(said) != "open"_L1 || !isPlain(what.given, kLongestGiven)
        || !isPlain(what.activation, kLongestActivation))
        return std::nullopt;
    return what;
}

WindowDoor::WindowDoor(FileLock lock)
    : m_lock(std::move(lock))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(kMostGuests);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection())
            welcome(socket);
    });
}

WindowDoor::~WindowDoor() = default;

Result<std::unique_ptr<WindowDoor>> WindowDoor::take(const QString &runtimeFolder,
                                                     const QString &library)
{
    const QString path = doorPath(runtimeFolder, library);
    Result<FileLock> lock = FileLock::tryLock(path + u".lock"_s, u"the window"_s);
    if (!lock)
        return lock.error();
    std::unique_ptr<WindowDoor> door(new WindowDoor(std::move(*lock)));
    QLocalServer::removeServer(path); // of one that was killed: nobody else has the lock
    if (!door->m_server.listen(path))
        return Error{.code = ErrorCode::Io,
                     .message = Text::tr("The window’s socket could not be opened in %1: %2.")
                                    .arg(runtimeFolder, door->m_server.errorString()),
                     .nextStep = Text::tr("Check that this folder can be written."),
                     .detail = {}};
    return door;
}

void WindowDoor::welcome(QLocalSocket *socket)
{
    if (m_server.findChildren<QLocalSocket *>().size() > kMostGuests) {
        socket->deleteLater();
        return;
    }
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(kGuestLimit, socket, &QObject::deleteLater);
}

void WindowDoor::read(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > kLongestLine)
            socket->abort();
        return;
    }
    const std::optional<HandOver> what = handOverFrom(socket->readLine(kLongestLine + 1));
    if (!what) {
        socket->abort();
        return;
    }
    socket->write(messageBytes(message(u"taken"_s)));
    socket->flush();
    socket->disconnectFromServer();
    emit knocked(*what);
}

Result<std::unique_ptr<WindowDoor>> enterOrHandOver(const QString &runtimeFolder,
                                                    const QString &library, const HandOver &what,
                                                    std::chrono::milliseconds patience)
{
    const QDeadlineTimer limit(patience);
    while (true) {
        Result<std::unique_ptr<WindowDoor>> door = WindowDoor::take(runtimeFolder, library);
        if (door || door.error().code != ErrorCode::Busy)
            return door;
        if (knock(doorPath(runtimeFolder, library), what, limit))
            return std::unique_ptr<WindowDoor>();
        if (limit.hasExpired())
            return Error{.code = ErrorCode::Timeout,
                         .message = Text::tr("Portico is open already, but does not answer."),
                         .nextStep = Text::tr("Close it, or end it if it hangs, and try again."),
                         .detail = {}};
        QThread::msleep(kPoll.count());
    }
}

} // namespace portico
