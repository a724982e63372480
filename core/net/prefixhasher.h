// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/io/sha256.h"
#include "core/net/partledger.h"
#include "core/platform/positionedfile.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <span>
#include <thread>

namespace portico {

/**
 * Hashes a partial file in order, as its prefix grows. Bytes that arrive in order are hashed by the
 * thread that wrote them, while they are still in the processor's cache. All others, of several
 * ranges or of an earlier run, are read back by a thread of its own while the rest still comes.
 */
class PrefixHasher
{
public:
    PrefixHasher(const PositionedFile &file, PartLedger &ledger);
    ~PrefixHasher();

    /** Bytes that were just written there and that the ledger does not know yet. False if they must
     *  be read back later: call wake() when the ledger knows them. Thread-safe. */
    bool offer(qint64 offset, QByteArrayView bytes);
    void wake();

    /** Waits for the rest of a complete file, reporting progress under `step`. */
    Result<Sha256> finish(const QString &step, const JobContext &job);

private:
    void run();
    bool hashBlock(qint64 prefix, std::span<char> block);

    const PositionedFile &m_file;
    PartLedger &m_ledger;
    std::mutex m_mutex; // held while hashing
    Sha256Hasher m_hasher;
    std::atomic<qint64> m_hashed = 0;
    std::mutex m_wakeMutex;
    std::condition_variable m_wake;
    bool m_isAwake = false;
    std::atomic<bool> m_isStopped = false;
    std::atomic<bool> m_hasFailed = false;
    std::optional<Error> m_error; // written before m_hasFailed
    std::thread m_thread;
};

} // namespace portico
