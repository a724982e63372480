// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace portico {

/** What a program asks an http proxy for, read from the head of its request. */
struct ProxyRequest
{
    QString host{};
    quint16 port = 0;
    bool isTunnel = false;      ///< CONNECT: bytes go to and fro
    QByteArray authorization{}; ///< of Proxy-Authorization, as it stands there
    QByteArray head{}; ///< what the server is sent instead; empty for a tunnel. It names the path
                       ///< alone, ends the connection after one answer, and tells nothing that was
                       ///< meant for the proxy.
};

/**
 * Reads a whole head, with the empty line at its end: `CONNECT host:port HTTP/1.1` or
 * `GET http://host/path HTTP/1.1`. Nothing for anything else. Pure.
 */
std::optional<ProxyRequest> readProxyRequest(const QByteArray &head);

} // namespace portico
