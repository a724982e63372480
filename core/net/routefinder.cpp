// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/routefinder.h"

#include <QPointer>

namespace portico {

RouteFinder::RouteFinder(const Network &network)
    : m_network(network)
{
    m_workers.setMaxThreadCount(2);
}

RouteFinder::~RouteFinder()
{
    m_stop.cancel();
    m_workers.waitForDone();
}

void RouteFinder::find(const std::shared_ptr<const NetworkChain> &chain, const QUrl &url,
                       QObject *receiver, const Answer &answer)
{
    if (const auto known = m_network.knownRoute(*chain, url))
        return answer(*known);
    m_workers.start([this, chain, url, answer, receiver = QPointer(receiver)] {
        const Result<QList<ProxyServer>> route =
            m_network.findRoute(*chain, url, JobContext(m_stop.token()));
        // The destructor waits for this thread, so `this` lives; the receiver is looked at only
        // on the thread that may delete it.
        QMetaObject::invokeMethod(
            this,
            [answer, route, receiver] {
                if (receiver)
                    answer(route);
            },
            Qt::QueuedConnection);
    });
}

} // namespace portico
