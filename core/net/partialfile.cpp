// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/partialfile.h"

#include "core/platform/durable.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace portico {

namespace {

using namespace std::chrono_literals;

constexpr qint64 kShortestInterval = 4 << 20;

/** The ranges that may be kept, or none. */
QList<ByteRange> trusted(const PartState &state, const QUrl &url, bool hasDemandedHash,
                         qint64 fileSize)
{
    const bool isSameSource = state.url == url && !state.validator.isEmpty();
    if (!isSameSource && !hasDemandedHash)
        return {}; // nothing would tell whether old and new bytes belong together
    QList<ByteRange> ranges = state.ranges;
    ranges.removeIf([fileSize](const ByteRange &range) { return range.end > fileSize; });
    return ranges;
}

} // namespace

PartialFile::PartialFile(Private, PositionedFile file, QString statePath,
                         const DownloadLimits &limits)
    : m_file(std::move(file))
    , m_statePath(std::move(statePath))
    , m_limits(limits)
    , m_interval(limits.checkpoint)
{ }

Result<std::unique_ptr<PartialFile>> PartialFile::open(const DownloadStore &store,
                                                       const QString &key, const QUrl &url,
                                                       bool hasDemandedHash,
                                                       const DownloadLimits &limits)
{
    Result<PositionedFile> file = PositionedFile::open(store.partPath(key));
    if (!file)
        return file.error();
    const Result<qint64> fileSize = file->size();
    if (!fileSize)
        return fileSize.error();
    auto part =
        std::make_unique<PartialFile>(Private(), std::move(*file), store.statePath(key), limits);
    const std::optional<PartState> state = readPartState(store.statePath(key));
    QList<ByteRange> ranges;
    if (state)
        ranges = trusted(*state, url, hasDemandedHash, *fileSize);
    if (!ranges.isEmpty() && state->url == url)
        part->m_validator = state->validator;
    part->m_state.url = url;
    part->begin(ranges.isEmpty() ? -1 : state->size, ranges);
    if (ranges.isEmpty() && *fileSize > 0) {
        if (const Result<> emptied = part->restart(); !emptied)
            return emptied.error();
    }
    return part;
}

void PartialFile::begin(qint64 size, const QList<ByteRange> &ranges)
{
    m_hasher.reset();
    m_ledger = std::make_unique<PartLedger>(size < 0 ? PartLedger::kOpenEnd : size, ranges,
                                            2 * m_interval);
    m_saved = m_ledger->total();
    m_hasher = std::make_unique<PrefixHasher>(m_file, *m_ledger);
}

Validator PartialFile::validator() const
{
    const std::lock_guard lock(m_mutex);
    return m_validator;
}

void PartialFile::setValidator(const Validator &validator)
{
    const std::lock_guard lock(m_mutex);
    m_validator = validator;
}

bool PartialFile::isCheckpointDue() const
{
    const qint64 waiting = m_ledger->total() - m_saved;
    return waiting >= m_interval
        || (waiting > 0 && std::chrono::steady_clock::now() - m_savedAt >= m_limits.checkpointAge);
}

Result<> PartialFile::checkpoint()
{
    m_state.ranges = m_ledger->ranges(); // before the sync: later bytes are not promised
    m_state.size = m_ledger->size() == PartLedger::kOpenEnd ? -1 : m_ledger->size();
    m_state.validator = validator();
    const qint64 total = ByteRanges(m_state.ranges).total();
    if (total == m_saved)
        return {};
    const auto begun = std::chrono::steady_clock::now();
    if (const Result<> synced = m_file.sync(); !synced)
        return synced;
    if (const Result<> written = writePartState(m_statePath, m_state); !written)
        return written;
    // A slow disk gets smaller portions, so that a cancel never waits long for one.
    const auto took = std::chrono::steady_clock::now() - begun;
    if (took > 300ms)
        m_interval = std::max(std::min(kShortestInterval, m_limits.checkpoint), m_interval / 2);
    else if (took < 100ms)
        m_interval = std::min(m_limits.checkpoint, m_interval * 2);
    m_saved = total;
    m_savedAt = std::chrono::steady_clock::now();
    m_ledger->setSafe(total, 2 * m_interval);
    return {};
}

Result<> PartialFile::seal(const Sha256 &sha256)
{
    if (const Result<> synced = m_file.sync(); !synced)
        return synced;
    m_state.ranges = m_ledger->ranges();
    m_state.size = m_ledger->size();
    m_state.validator = validator();
    m_state.sha256 = sha256;
    return writePartState(m_statePath, m_state);
}

Result<> PartialFile::restart()
{
    // The state first: never does it promise bytes that are gone.
    if (const Result<> removed = removeDurably(m_statePath); !removed)
        return removed;
    setValidator({});
    m_hasher.reset();
    if (const Result<> cut = m_file.resize(0); !cut)
        return cut;
    begin(-1, {});
    return {};
}

} // namespace portico
