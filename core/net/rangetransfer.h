// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/net/connectionramp.h"
#include "core/net/httpclient.h"
#include "core/net/partialfile.h"
#include "core/net/partsink.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace portico {

/**
 * One try to fetch what a partial file lacks from one address: begins with one connection and adds
 * others while they help. The calling thread watches, reports and puts checkpoints on the disk;
 * each connection has a thread that writes where its bytes belong.
 */
class RangeTransfer
{
public:
    struct Source
    {
        QUrl url;
        QByteArray authorization;
        QStringList plainHttpHosts;
        PartExpectation expected;
        int connections = 1; ///< at most
    };

    RangeTransfer(const HttpClient &http, const Clock &clock, Source source,
                  const DownloadLimits &limits, PartialFile &part);

    /** Blocking; reports progress under `step`. */
    TransferEnd run(const QString &step, const JobContext &job);

private:
    bool isRunning();
    void addConnections(const JobContext &job);
    void startConnection(std::shared_ptr<PartLedger::Claim> claim, const JobContext &job);
    TransferEnd fetchPiece(PartLedger::Claim &claim, const JobContext &job);
    void checkpoint();
    void note(const TransferEnd &end);
    qint64 pieceSize() const;
    TransferEnd outcome() const;

    const HttpClient &m_http;
    const Clock &m_clock;
    const Source m_source;
    const DownloadLimits m_limits;
    PartialFile &m_part;
    SharedTransfer m_shared;
    const qint64 m_totalAtStart;
    CancelSource *m_stopAll = nullptr; // while run() runs
    std::atomic<int> m_pieces = 1;     // among how many connections the rest is divided

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    ConnectionRamp m_ramp;
    std::vector<std::thread> m_threads;
    int m_running = 0;
    TransferEnd m_end; // the worst so far
};

} // namespace portico
