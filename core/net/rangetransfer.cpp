// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/rangetransfer.h"

#include <algorithm>
#include <utility>

namespace portico {

using namespace std::chrono_literals;

namespace {

using Kind = TransferEnd::Kind;

} // namespace

RangeTransfer::RangeTransfer(const HttpClient &http, const Clock &clock, Source source,
                             const DownloadLimits &limits, PartialFile &part)
    : m_http(http)
    , m_clock(clock)
    , m_source(std::move(source))
    , m_limits(limits)
    , m_part(part)
    , m_totalAtStart(part.ledger().total())
    , m_ramp(m_source.connections)
{ }

TransferEnd RangeTransfer::run(const QString &step, const JobContext &job)
{
    if (m_part.ledger().isComplete())
        return {};
    CancelSource all(job.cancel);
    m_stopAll = &all;
    const JobContext connectionJob(all.token());
    startConnection(m_part.ledger().claim(PartLedger::kOpenEnd, m_limits.smallestPiece),
                    connectionJob);
    while (isRunning()) {
        const qint64 size = m_part.ledger().size();
        job.report({step, m_part.ledger().total(), size == PartLedger::kOpenEnd ? -1 : size,
                    ProgressUnit::Bytes});
        if (m_part.isCheckpointDue())
            checkpoint();
        addConnections(connectionJob);
    }
    for (std::thread &thread : m_threads)
        thread.join();
    checkpoint(); // also after a failure or a cancel: what has come is kept
    return outcome();
}

bool RangeTransfer::isRunning()
{
    std::unique_lock lock(m_mutex);
    return !m_changed.wait_for(lock, 20ms, [this] { return m_running == 0; });
}

void RangeTransfer::checkpoint()
{
    if (const Result<> saved = m_part.checkpoint(); !saved)
        note({Kind::Failed, saved.error(), {}});
}

TransferEnd RangeTransfer::outcome() const
{
    const std::lock_guard lock(m_mutex);
    if (m_end.kind != Kind::Failed && m_part.ledger().isComplete())
        return {};
    return m_end;
}

void RangeTransfer::addConnections(const JobContext &job)
{
    const std::optional<SharedTransfer::Version> version = m_shared.version();
    const bool mayHaveSeveral = version && version->acceptsRanges
        && version->size >= m_limits.severalFrom
        && (!version->validator.isEmpty() || m_source.expected.hasHash);
    if (!mayHaveSeveral)
        return;
    int missing = 0;
    int wanted = 1;
    {
        const std::lock_guard lock(m_mutex);
        const qint64 total = m_part.ledger().total();
        wanted = m_ramp.wanted(
            {m_clock.monotonic(), total - m_totalAtStart, version->size - total, m_shared.busy()});
        missing = wanted - m_running;
        m_pieces = std::max(m_pieces.load(), wanted);
    }
    if (wanted == 1 || missing <= 0)
        return;
    m_part.ledger().shorten(pieceSize());
    for (; missing > 0; --missing) {
        auto claim = m_part.ledger().claim(pieceSize(), m_limits.smallestPiece / 2);
        if (!claim)
            return;
        startConnection(std::move(claim), job);
    }
}

// Large pieces at first, small ones at the end, so that all connections end together; in order, so
// that the hash can follow.
qint64 RangeTransfer::pieceSize() const
{
    const int pieces = m_pieces;
    const qint64 size = m_part.ledger().size();
    if (pieces == 1 || size == PartLedger::kOpenEnd)
        return PartLedger::kOpenEnd;
    return std::clamp((size - m_part.ledger().total()) / (2 * pieces), m_limits.smallestPiece,
                      m_limits.largestPiece);
}

void RangeTransfer::startConnection(std::shared_ptr<PartLedger::Claim> claim, const JobContext &job)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_running;
    }
    m_threads.emplace_back([this, claim = std::move(claim), &job]() mutable {
        while (claim) {
            const TransferEnd end = fetchPiece(*claim, job);
            m_part.ledger().release(claim);
            if (end.kind != Kind::Complete) {
                note(end);
                break;
            }
            claim = m_part.ledger().claim(pieceSize(), m_limits.smallestPiece / 2);
        }
        const std::lock_guard lock(m_mutex);
        --m_running;
        m_changed.notify_all();
    });
}

TransferEnd RangeTransfer::fetchPiece(PartLedger::Claim &claim, const JobContext &job)
{
    const ByteRange range = m_part.ledger().left(claim);
    const bool isFresh = m_part.ledger().total() == 0 && range.begin == 0 && !m_shared.version();
    HttpRequest request;
    request.url = m_source.url;
    request.authorization = m_source.authorization;
    request.plainHttpHosts = m_source.plainHttpHosts;
    request.stallLimit = m_limits.stall;
    request.bufferSize = m_pieces > 1 ? m_limits.buffer / 2 : m_limits.buffer;
    if (!isFresh) {
        QByteArray value = "bytes=" + QByteArray::number(range.begin) + '-';
        if (range.end != PartLedger::kOpenEnd)
            value += QByteArray::number(range.end - 1);
        request.headers.append({"Range", value});
        if (const Validator validator = m_part.validator(); !validator.isEmpty())
            request.headers.append({"If-Range", validator.ifRange()});
    }
    PartSink sink(m_part, claim, m_source.expected, m_shared, !isFresh, job.cancel);
    return sink.end(m_http.get(request, sink, job));
}

// One connection that fails leaves its piece to the others; what no connection can mend ends all.
void RangeTransfer::note(const TransferEnd &end)
{
    {
        const std::lock_guard lock(m_mutex);
        m_ramp.limit(m_running - 1);
        const bool isEcho = end.error.code == ErrorCode::Cancelled && m_end.kind != Kind::Complete;
        if (!isEcho && end.kind > m_end.kind)
            m_end = end;
    }
    if (end.kind != Kind::Retry)
        m_stopAll->cancel();
}

} // namespace portico
