// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/network.h"

#include "core/net/authorities.h"
#include "core/net/routebook.h"
#include "core/settings/networksettings.h"

#include <utility>

namespace portico {

namespace {

/** Somebody has to be asked: the settings alone do not tell. */
bool isAsked(const NetworkChain &chain, const QUrl &url)
{
    switch (chain.source) {
    case NetworkChain::ProxySource::None:
    case NetworkChain::ProxySource::Fixed:
        return false;
    case NetworkChain::ProxySource::System:
    case NetworkChain::ProxySource::Pac:
        break;
    }
    return !url.isLocalFile() && !url.host().isEmpty() && !chain.bypass.matches(url);
}

} // namespace

Network::Network(QString folder, const ProcessRunner *processes)
    : m_folder(std::move(folder))
    , m_chain(std::make_shared<const NetworkChain>(makeNetworkChain({}, {})))
    , m_routes(std::make_unique<RouteBook>(processes))
{ }

Network::~Network() = default;

void Network::expect()
{
    const std::lock_guard lock(m_mutex);
    m_isExpected = true;
}

void Network::use(NetworkChain chain)
{
    const std::lock_guard lock(m_mutex);
    m_chain = std::make_shared<const NetworkChain>(std::move(chain));
    m_isExpected = false;
    m_changed.notify_all();
}

Result<std::shared_ptr<const NetworkChain>> Network::current(const JobContext &job) const
{
    std::unique_lock lock(m_mutex);
    while (m_isExpected) {
        if (job.isCancelled())
            return cancelledError();
        m_changed.wait_for(lock, std::chrono::milliseconds(100));
    }
    return m_chain;
}

std::shared_ptr<const NetworkChain> Network::latest() const
{
    const std::lock_guard lock(m_mutex);
    return m_chain;
}

Result<NetworkChain> Network::chain(const JobContext &job, const QList<QUrl> &more) const
{
    const auto now = current(job);
    if (!now)
        return now.error();
    NetworkChain chain = **now;
    if (!chain.extraAuthorities.isEmpty() && !m_folder.isEmpty()) {
        const Result<QString> bundle = writeAuthorityBundle(m_folder, chain.extraAuthorities);
        if (!bundle)
            return bundle.error();
        chain.authorityBundle = *bundle;
    }
    QList<QUrl> urls = usualAddresses(chain) + more;
    urls.removeIf([&chain](const QUrl &url) { return !isAsked(chain, url); });
    const auto routes = m_routes->find(chain, urls, job);
    if (!routes)
        return routes.error();
    for (qsizetype i = 0; i < urls.size(); ++i)
        chain.routes[routeKey(urls.at(i))] = m_routes->sorted(routes->at(i));
    return chain;
}

Result<QList<ProxyServer>> Network::findRoute(const NetworkChain &chain, const QUrl &url,
                                              const JobContext &job) const
{
    if (!isAsked(chain, url))
        return proxiesFor(chain, url);
    const auto routes = m_routes->find(chain, {url}, job);
    if (!routes)
        return routes.error();
    return m_routes->sorted(routes->constFirst());
}

std::optional<QList<ProxyServer>> Network::knownRoute(const NetworkChain &chain,
                                                      const QUrl &url) const
{
    if (!isAsked(chain, url))
        return proxiesFor(chain, url);
    const auto known = m_routes->known(chain, url);
    if (!known)
        return std::nullopt;
    return m_routes->sorted(*known);
}

void Network::avoid(const ProxyServer &proxy) const
{
    m_routes->avoid(proxy);
}

} // namespace portico
