// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/portcheck.h"

#include <QCoreApplication>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PortCheck)
};

constexpr int answerLimitMs = 400;
constexpr int portsTried = 100;

bool answers(QHostAddress::SpecialAddress address, quint16 port)
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(QHostAddress(address), port);
    const bool hasAnswered = socket.waitForConnected(answerLimitMs);
    socket.abort();
    return hasAnswered;
}

/** A computer without IPv6 does not make a port taken. */
bool canBindTo(QHostAddress::SpecialAddress address, quint16 port)
{
    QTcpServer server;
    server.setProxy(QNetworkProxy::NoProxy);
    if (server.listen(QHostAddress(address), port))
        return true;
    return server.serverError() != QAbstractSocket::AddressInUseError
        && server.serverError() != QAbstractSocket::SocketAccessError;
}

} // namespace

bool canBind(quint16 port)
{
    return canBindTo(QHostAddress::LocalHost, port) && canBindTo(QHostAddress::LocalHostIPv6, port);
}

bool isPortFree(quint16 port)
{
    return !answers(QHostAddress::LocalHost, port) && !answers(QHostAddress::LocalHostIPv6, port)
        && canBind(port);
}

Result<quint16> nextFreePort(quint16 after)
{
    for (int port = after + 1; port <= std::min(after + portsTried, 0xffff); ++port) {
        if (isPortFree(static_cast<quint16>(port)))
            return static_cast<quint16>(port);
    }
    return Error{ErrorCode::Busy,
                 Text::tr("All %1 ports after %2 are taken.").arg(portsTried).arg(after),
                 Text::tr("Choose another port in the install's settings."),
                 {}};
}

Error portBusyError(const Host &host, quint16 port)
{
    const std::optional<ProcessName> holder = host.listenerOn(port);
    if (!holder) {
        return {ErrorCode::Busy,
                Text::tr("Port %1 is used by another program.").arg(port),
                Text::tr("Choose another port, or end the program that uses it."),
                {}};
    }
    return {ErrorCode::Busy,
            Text::tr("Port %1 is used by %2 (process %3).")
                .arg(QString::number(port), holder->program, QString::number(holder->pid)),
            Text::tr("Choose another port, or end %1.").arg(holder->program), holder->commandLine};
}

} // namespace portico
