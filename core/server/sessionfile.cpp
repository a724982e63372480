// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionfile.h"

#include "core/io/atomicfile.h"
#include "core/io/json.h"

#include <QFile>

namespace portico {

using namespace Qt::StringLiterals;

Result<> writeSessionFile(const Library &library, const InstallId &id, const SessionFile &file)
{
    const QJsonObject object{{u"protocol"_s, file.protocol},
                             {u"pid"_s, file.server.pid},
                             {u"startTime"_s, file.server.startTime},
                             {u"boot"_s, file.server.bootId},
                             {u"socket"_s, file.socket},
                             {u"mode"_s, sessionModeName(file.mode)},
                             {u"port"_s, file.port},
                             {u"token"_s, file.token}};
    return writeFileAtomically(library.sessionFile(id), jsonToBytes(object), FileAccess::Private);
}

std::optional<SessionFile> readSessionFile(const Library &library, const InstallId &id)
{
    const Result<QJsonObject> object = readJsonObject(library.sessionFile(id));
    if (!object)
        return {};
    const QJsonObject &content = object.value();
    SessionFile file;
    file.protocol = content[u"protocol"_s].toInt();
    file.server = {.pid = content[u"pid"_s].toInteger(),
                   .startTime = content[u"startTime"_s].toInteger(),
                   .bootId = content[u"boot"_s].toString()};
    file.socket = content[u"socket"_s].toString();
    file.mode = content[u"mode"_s].toString() == sessionModeName(SessionMode::Detached)
        ? SessionMode::Detached
        : SessionMode::Attached;
    const qint64 port = content[u"port"_s].toInteger();
    file.port = port > 0 && port <= 0xffff ? static_cast<quint16>(port) : quint16(0);
    file.token = content[u"token"_s].toString();
    if (file.socket.isEmpty())
        return {};
    return file;
}

void removeSessionFile(const Library &library, const InstallId &id)
{
    QFile::remove(library.sessionFile(id));
}

} // namespace portico
