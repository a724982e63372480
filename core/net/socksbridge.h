// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/networkchain.h"

#include <QThread>

#include <memory>
#include <optional>

namespace portico {

struct SocksBridgeState;

/**
 * An http proxy on loopback in front of a SOCKS5 proxy, for programs that know http proxies only
 * (libgit2; pip and ComfyUI without PySocks). It works in a thread of its own for as long as it
 * lives; then all its connections end.
 *
 * Only who knows the random login in its address gets through, so other people's programs on this
 * computer cannot use it. Names are looked up by the SOCKS proxy. Everything that goes through goes
 * to that proxy: exceptions are for the caller to know.
 */
class SocksBridge
{
public:
    /** Errors: Network, where this computer gives no port on loopback. */
    static Result<std::unique_ptr<SocksBridge>> start(const ProxyServer &socks);
    ~SocksBridge();
    Q_DISABLE_COPY_MOVE(SocksBridge)

    /** "http://portico:…@127.0.0.1:port": a secret, like every proxy's address with a login. */
    QString proxyUrl() const;
    /** Why the newest connection could not be made; nothing if it could. From any thread. */
    std::optional<Error> failure() const;

private:
    explicit SocksBridge(const ProxyServer &socks);
    Result<> listen();

    QThread m_thread;
    std::shared_ptr<SocksBridgeState> m_state;
    quint16 m_port = 0;
};

} // namespace portico
