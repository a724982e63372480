// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/support/http/faultconnection.h"

#include <algorithm>
#include <sys/socket.h>
#include <utility>

namespace portico {

static qsizetype bodyLength(const QByteArray &head)
{
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            return line.mid(15).trimmed().toLongLong();
    }
    return 0;
}

void FaultConnection::begin(qintptr descriptor, const FaultServer::Options &options, Hooks hooks,
                            QObject *parent)
{
    const auto connection = new FaultConnection(options, std::move(hooks), parent);
    connection->m_socket.setSocketDescriptor(descriptor);
    if (options.certificate) {
        connection->m_socket.setLocalCertificate(*options.certificate);
        connection->m_socket.setPrivateKey(options.key);
        connection->m_socket.startServerEncryption();
    }
}

FaultConnection::FaultConnection(const FaultServer::Options &options, Hooks hooks, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_hooks(std::move(hooks))
    , m_socksStep(options.socksUser.isEmpty() ? 3 : 0)
{
    m_timer.setInterval(20);
    connect(&m_timer, &QTimer::timeout, this, &FaultConnection::tick);
    connect(&m_socket, &QAbstractSocket::readyRead, this, &FaultConnection::read);
    connect(&m_socket, &QAbstractSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_socket, &QAbstractSocket::bytesWritten, this, [this] {
        if (m_isBusy && m_reply.bytesPerTick == 0 && m_socket.bytesToWrite() == 0
            && m_socket.encryptedBytesToWrite() == 0)
            finishReply();
    });
}

void FaultConnection::read()
{
    m_input += m_socket.readAll();
    while (m_socksStep < 3) {
        if (!readSocks())
            return;
    }
    if (m_isBusy)
        return;
    const qsizetype end = m_input.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArray head = m_input.left(end);
    const qsizetype length = bodyLength(head);
    if (m_input.size() < end + 4 + length)
        return;
    const QByteArray body = m_input.mid(end + 4, length);
    m_input.remove(0, end + 4 + length);
    answer(head, body);
}

// RFC 1928 and 1929: greeting, user name and password, connect. False: more bytes are needed.
bool FaultConnection::readSocks()
{
    if (m_input.size() < 2)
        return false;
    const auto at = [this](qsizetype i) { return static_cast<quint8>(m_input.at(i)); };
    if (m_socksStep == 0) {
        m_socket.write(QByteArray("\x05\x02", 2));
        m_input.clear();
    } else if (m_socksStep == 1) {
        const QByteArray user = m_input.mid(2, at(1));
        const QByteArray password = m_input.mid(3 + at(1));
        const bool isRight = user == m_options.socksUser && password == m_options.socksPassword;
        m_socket.write(QByteArray(isRight ? "\x01\x00" : "\x01\x01", 2));
        m_input.clear();
    } else {
        if (m_input.size() < 5 || at(3) != 3)
            return false; // only names are asked for in the tests
        const qsizetype length = at(4);
        const int port = at(5 + length) * 256 + at(6 + length);
        m_socksTarget = m_input.mid(5, length) + ':' + QByteArray::number(port);
        m_socket.write(QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00", 10));
        m_input.remove(0, 7 + length);
    }
    ++m_socksStep;
    return true;
}

void FaultConnection::answer(const QByteArray &head, const QByteArray &body)
{
    SeenRequest request;
    request.socksTarget = m_socksTarget;
    request.body = body;
    const QList<QByteArray> lines = head.split('\n');
    request.method = lines.constFirst().split(' ').constFirst();
    request.target = lines.constFirst().split(' ').value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    m_reply = m_hooks.answer(request);
    m_number = request.number;
    m_isBusy = true;
    QByteArray bytes = m_reply.version + ' ' + QByteArray::number(m_reply.status) + " Reply\r\n";
    for (const HttpHeader &header : m_reply.headers)
        bytes += header.name + ": " + header.value + "\r\n";
    bytes += "\r\n";
    m_left = m_reply.cutAfter < 0 ? m_reply.body : m_reply.body.left(m_reply.cutAfter);
    if (m_reply.bytesPerTick > 0) {
        m_socket.write(bytes);
        m_timer.start();
        return;
    }
    m_socket.write(bytes);
    send(std::exchange(m_left, {}));
}

void FaultConnection::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_hooks.sent(m_number, bytes.size());
}

void FaultConnection::tick()
{
    const QByteArray part = m_left.left(m_reply.bytesPerTick);
    m_left.remove(0, part.size());
    send(part);
    if (m_left.isEmpty()) {
        m_timer.stop();
        finishReply();
    }
}

void FaultConnection::finishReply()
{
    switch (m_reply.ending) {
    case ScriptedReply::Ending::KeepAlive:
        m_isBusy = false;
        return read();
    case ScriptedReply::Ending::Close:
        m_socket.disconnectFromHost();
        return;
    case ScriptedReply::Ending::Reset:
        return reset();
    case ScriptedReply::Ending::Silence:
        return;
    case ScriptedReply::Ending::Endless:
        send(m_reply.body);
        return;
    }
}

void FaultConnection::reset()
{
    const linger atOnce{1, 0}; // close() then sends RST
    ::setsockopt(static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
                 sizeof(atOnce));
    m_socket.abort();
}

} // namespace portico
