// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/net/networkchain.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace portico {

class ProcessRunner;
class RouteBook;

/**
 * The chain that counts now, for everybody who asks. Thread-safe.
 *
 * The settings may change at any time: what is under way keeps the chain it began with, what begins
 * later gets the new one. While the proxy's password is being looked up (expect()) those who ask
 * wait for it.
 */
class Network
{
    Q_DISABLE_COPY_MOVE(Network)

public:
    /** `folder` is where the certificate bundle for tools is written, when one is needed;
     *  `processes` runs proxy scripts in the helper, and is not asked where no script is set. */
    explicit Network(QString folder = {}, const ProcessRunner *processes = nullptr);
    ~Network();

    /** A chain is being made: readers wait for use(). */
    void expect();
    /** From now on this one counts. */
    void use(NetworkChain chain);

    /** The chain as it was set, without asking anybody about routes. Waits for expect(). Error:
     *  Cancelled. */
    Result<std::shared_ptr<const NetworkChain>> current(const JobContext &job) const;
    /** The last one that was set, also while another is expected. Returns at once. */
    std::shared_ptr<const NetworkChain> latest() const;

    /** The chain for tools: the bundle written, and the routes of usualAddresses() and `more` found
     *  out (a script is downloaded and run; answers are kept for a minute). Blocking. Errors: those
     *  of the script's download and of the bundle's file; Cancelled. */
    Result<NetworkChain> chain(const JobContext &job, const QList<QUrl> &more = {}) const;

    /** The ways to one address in that chain, best first. Blocking where a script or the system is
     *  asked. */
    Result<QList<ProxyServer>> findRoute(const NetworkChain &chain, const QUrl &url,
                                         const JobContext &job) const;
    /** The answer if it is known by now. Returns at once. */
    std::optional<QList<ProxyServer>> knownRoute(const NetworkChain &chain, const QUrl &url) const;
    /** A proxy that could not be reached comes last for five minutes. */
    void avoid(const ProxyServer &proxy) const;

private:
    const QString m_folder;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    bool m_isExpected = false;
    std::shared_ptr<const NetworkChain> m_chain;
    const std::unique_ptr<RouteBook> m_routes;
};

} // namespace portico
