// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionprotocol.h"

#include <QJsonDocument>

namespace portico {

using namespace Qt::StringLiterals;

QJsonObject message(const QString &type, QJsonObject content)
{
    content[u"type"_s] = type;
    return content;
}

QString messageType(const QJsonObject &message)
{
    return message[u"type"_s].toString();
}

QByteArray messageBytes(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<QList<QJsonObject>> MessageReader::feed(const QByteArray &bytes)
{
    const qsizetype searched = m_buffer.size();
    m_buffer += bytes;
    QList<QJsonObject> messages;
    qsizetype start = 0;
    for (qsizetype end = m_buffer.indexOf('\n', searched); end >= 0;
         end = m_buffer.indexOf('\n', start)) {
        if (end - start > messageLimit)
            return {};
        const QJsonObject object =
            QJsonDocument::fromJson(m_buffer.sliced(start, end - start)).object();
        if (!object.isEmpty())
            messages.append(object);
        start = end + 1;
    }
    m_buffer.remove(0, start);
    if (m_buffer.size() > messageLimit)
        return {};
    return messages;
}

} // namespace portico
