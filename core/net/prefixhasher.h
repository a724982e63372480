// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/io/sha256.h"
#include "core/net/partledger.h"
#include "core/platform/positionedfile.h"

#include <atomic>
#include <optional>
#include <thread>

namespace portico {

/**
 * Hashes a partial file on its own thread, in order, as its prefix grows. It reads what was just
 * written back from the system's cache, so ranges may arrive in any order, a resumed download is
 * hashed from the disk while the rest still comes, and what is hashed is what is on the disk.
 */
class PrefixHasher
{
public:
    PrefixHasher(const PositionedFile &file, PartLedger &ledger);
    ~PrefixHasher();

    /** Waits for the rest of a complete file, reporting progress under `step`. */
    Result<Sha256> finish(const QString &step, const JobContext &job);

private:
    void run();

    const PositionedFile &m_file;
    PartLedger &m_ledger;
    Sha256Hasher m_hasher;
    std::atomic<qint64> m_hashed = 0;
    std::atomic<bool> m_isStopped = false;
    std::atomic<bool> m_hasFailed = false;
    std::optional<Error> m_error; // written before m_hasFailed
    std::thread m_thread;
};

} // namespace portico
