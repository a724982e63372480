// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/net/networkchain.h"

#include <QElapsedTimer>
#include <QHash>

#include <mutex>
#include <optional>

namespace portico {

class ProcessRunner;

/**
 * What a network's script, or the system, answered for which address. Answers are kept for a
 * minute, a script for ten, a failure for five seconds: networks change under a running program.
 * Thread-safe; two who ask the same at once both ask.
 */
class RouteBook
{
    Q_DISABLE_COPY_MOVE(RouteBook)

public:
    explicit RouteBook(const ProcessRunner *processes);

    std::optional<QList<ProxyServer>> known(const NetworkChain &chain, const QUrl &url) const;
    /** For each address in its place. Blocking. Errors: those of fetching and running the script.
     */
    Result<QList<QList<ProxyServer>>> find(const NetworkChain &chain, const QList<QUrl> &urls,
                                           const JobContext &job);
    void avoid(const ProxyServer &proxy);
    /** Unreachable ones behind the others. */
    QList<ProxyServer> sorted(const QList<ProxyServer> &proxies) const;

private:
    struct Answer
    {
        QList<ProxyServer> proxies;
        qint64 since = 0;
    };
    struct Script
    {
        QByteArray text;
        std::optional<Error> error;
        qint64 since = 0;
    };
    Result<QList<QList<ProxyServer>>> askScript(const NetworkChain &chain, const QList<QUrl> &urls,
                                                const JobContext &job);
    static Result<QList<QList<ProxyServer>>> askSystem(const NetworkChain &chain,
                                                       const QList<QUrl> &urls,
                                                       const JobContext &job);
    Result<QByteArray> script(const NetworkChain &chain, const JobContext &job);
    void remember(const NetworkChain &chain, const QUrl &url, const QList<ProxyServer> &proxies);

    const ProcessRunner *const m_processes;
    QElapsedTimer m_clock;
    mutable std::mutex m_mutex;
    QHash<QString, Answer> m_answers;
    QHash<QUrl, Script> m_scripts;
    QHash<QString, qint64> m_avoided; ///< by proxyAddress(): since when
};

} // namespace portico
