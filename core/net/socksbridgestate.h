// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/networkchain.h"

#include <QByteArray>

#include <mutex>
#include <optional>
#include <utility>

namespace portico {

/** What the bridge's thread and its owner share. Private to the bridge. */
struct SocksBridgeState
{
    SocksBridgeState(ProxyServer proxy, const QByteArray &token)
        : socks(std::move(proxy))
        , login("portico:" + token)
    { }

    const ProxyServer socks;
    const QByteArray login; ///< user and password, with a colon between them

    void setFailure(std::optional<Error> error)
    {
        const std::lock_guard lock(m_mutex);
        m_failure = std::move(error);
    }
    std::optional<Error> failure() const
    {
        const std::lock_guard lock(m_mutex);
        return m_failure;
    }

private:
    mutable std::mutex m_mutex;
    std::optional<Error> m_failure;
};

} // namespace portico
