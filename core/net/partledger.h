// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/canceltoken.h"
#include "core/net/byteranges.h"

#include <chrono>
#include <condition_variable>
#include <limits>
#include <memory>
#include <mutex>
#include <vector>

namespace portico {

/**
 * Which bytes of a partial file are there, which are safe on the disk, and who fetches which.
 * Thread-safe: connections claim pieces in order and advance in them; the hash follows the prefix;
 * the checkpoint reads the ranges.
 */
class PartLedger
{
public:
    /** The end of a file whose size is not known yet. */
    static constexpr qint64 kOpenEnd = std::numeric_limits<qint64>::max();

    /** One connection's piece. Only the ledger changes it. */
    class Claim
    {
        friend class PartLedger;
        qint64 m_position = 0;
        qint64 m_reserved = 0; // what is being written reaches to here
        qint64 m_end = kOpenEnd;
    };

    PartLedger(qint64 size, const QList<ByteRange> &present, qint64 mostUnsafe);

    /** The size, once it is known; nothing beyond it is claimed. */
    void setSize(qint64 size);
    qint64 size() const;
    bool isComplete() const;
    qint64 prefix() const;
    qint64 total() const;
    QList<ByteRange> ranges() const;

    /** The next gap nobody fetches, at most `most` bytes of it; else the second half of the largest
     *  running piece with at least `least` bytes left on both sides; null when there is none. */
    std::shared_ptr<Claim> claim(qint64 most, qint64 least);
    /** Gives what is left of it to others. */
    void release(const std::shared_ptr<Claim> &claim);
    /** Cuts the running pieces, so that others may fetch what follows. */
    void shorten(qint64 most);

    ByteRange left(const Claim &claim) const;
    /** Announces a write and says how many of `bytes` belong to the piece. Waits while too much is
     *  not safe on the disk; 0 also when cancelled. */
    qint64 reserve(Claim &claim, qint64 bytes, const CancelToken &cancel);
    void advance(Claim &claim, qint64 bytes);

    /** That many bytes have reached the disk; at most `mostUnsafe` more are written before the
     *  next time. */
    void setSafe(qint64 safe, qint64 mostUnsafe);

private:
    std::optional<ByteRange> unclaimedGap() const;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    qint64 m_size;
    qint64 m_mostUnsafe;
    ByteRanges m_present;
    std::vector<std::shared_ptr<Claim>> m_claims;
    qint64 m_safe = 0;
};

} // namespace portico
