// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/downloadlimits.h"
#include "core/net/downloadstore.h"
#include "core/net/partstate.h"
#include "core/net/prefixhasher.h"

#include <chrono>
#include <memory>
#include <mutex>

namespace portico {

/**
 * A download on its way: the file, which bytes of it are there, its hash so far, and the state
 * beside it on the disk. One owner at a time (under the store's lock); its parts are thread-safe.
 */
class PartialFile
{
    struct Private
    {
        explicit Private() = default;
    };

public:
    /** Goes on with what an earlier try left, where that can be trusted; else begins at 0. */
    static Result<std::unique_ptr<PartialFile>> open(const DownloadStore &store, const QString &key,
                                                     const QUrl &url, bool hasDemandedHash,
                                                     const DownloadLimits &limits);

    const PositionedFile &file() const { return m_file; }
    PartLedger &ledger() const { return *m_ledger; }
    PrefixHasher &hasher() const { return *m_hasher; }

    /** Which version of the file the present bytes belong to; empty if unknown. */
    Validator validator() const;
    void setValidator(const Validator &validator);

    /** Puts bytes and state on the disk, if there are new ones. */
    Result<> checkpoint();
    /** Enough new bytes for a checkpoint, or some that have waited long enough. */
    bool isCheckpointDue() const;
    /** The last checkpoint: with the hash, so that a kill after it costs nothing. */
    Result<> seal(const Sha256 &sha256);
    /** Forgets all bytes. */
    Result<> restart();

    PartialFile(Private, PositionedFile file, QString statePath, const DownloadLimits &limits);

private:
    void begin(qint64 size, const QList<ByteRange> &ranges);

    PositionedFile m_file;
    QString m_statePath;
    DownloadLimits m_limits;
    PartState m_state;
    mutable std::mutex m_mutex;
    Validator m_validator; // the only part of the state that connections touch
    qint64 m_interval;     // between two checkpoints: shorter on a slow disk
    qint64 m_saved = 0;    // bytes at the last one
    std::chrono::steady_clock::time_point m_savedAt = std::chrono::steady_clock::now();
    std::unique_ptr<PartLedger> m_ledger;
    std::unique_ptr<PrefixHasher> m_hasher; // after what it reads
};

} // namespace portico
