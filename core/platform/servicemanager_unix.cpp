// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/servicemanager.h"

#include <QByteArray>

#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace portico {

namespace {

QByteArray messageFor(ServiceState state, const QString &line)
{
    QByteArray message;
    switch (state) {
    case ServiceState::Starting:
        break;
    case ServiceState::Ready:
        message = "READY=1\n";
        break;
    case ServiceState::Stopping:
        message = "STOPPING=1\n";
        break;
    }
    return message + "STATUS=" + line.simplified().toUtf8();
}

} // namespace

void tellServiceManager(ServiceState state, const QString &line)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address = {};
    if (path.isEmpty() || static_cast<size_t>(path.size()) >= sizeof(address.sun_path))
        return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
    if (path.startsWith('@'))
        address.sun_path[0] = '\0'; // a name without a file
    const int handle = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    if (handle < 0)
        return;
    const QByteArray message = messageFor(state, line);
    const size_t length = offsetof(sockaddr_un, sun_path) + static_cast<size_t>(path.size());
    // Nobody is there to be told that it was not heard; the manager has a time limit of its own.
    (void)::sendto(handle, message.constData(), static_cast<size_t>(message.size()), MSG_DONTWAIT,
                   reinterpret_cast<const sockaddr *>(&address), static_cast<socklen_t>(length));
    ::close(handle);
}

} // namespace portico
