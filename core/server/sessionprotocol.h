// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace portico {

/**
 * What a session server and its clients say to each other over a local socket: JSON objects, one a
 * line, each with a "type". Whoever does not know a type or a key ignores it, so that newer and
 * older programs understand each other; the number grows only when that is not enough.
 *
 *  client: hello{protocol,client,lease} start{port,nextFreePort,withoutNodePacks} stop kill restart
 *          detach followLog{from}
 *  server: welcome{protocol,session} status{status} log{lines,dropped} error{error}
 */
constexpr int sessionProtocol = 1;

/** Longer messages end the connection. */
constexpr qsizetype messageLimit = 4 * 1024 * 1024;

QJsonObject message(const QString &type, QJsonObject content = {});
QString messageType(const QJsonObject &message);
QByteArray messageBytes(const QJsonObject &message);

/** Cuts a stream into messages. What is no JSON object is passed over. */
class MessageReader
{
public:
    /** The messages that are complete now; nothing when one is too long: hang up then. */
    std::optional<QList<QJsonObject>> feed(const QByteArray &bytes);

private:
    QByteArray m_buffer;
};

} // namespace portico
