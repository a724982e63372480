// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/canceltoken.h"
#include "core/net/network.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace portico {

/**
 * Finds the way to an address for the network thread, which must not wait: at once where it is
 * known, else on a worker. Lives on the network thread; an answer comes there, and not at all once
 * `receiver` is gone.
 */
class RouteFinder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteFinder)

public:
    using Answer = std::function<void(const Result<QList<ProxyServer>> &)>;

    explicit RouteFinder(const Network &network);
    ~RouteFinder() override;

    const Network &network() const { return m_network; }
    void find(const std::shared_ptr<const NetworkChain> &chain, const QUrl &url, QObject *receiver,
              const Answer &answer);
    void avoid(const ProxyServer &proxy) const { m_network.avoid(proxy); }

private:
    const Network &m_network;
    CancelSource m_stop;
    QThreadPool m_workers;
};

} // namespace portico
