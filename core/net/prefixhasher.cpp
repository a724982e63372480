// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/prefixhasher.h"

#include "core/platform/fileerror.h"

#include <algorithm>
#include <vector>

namespace portico {

using namespace std::chrono_literals;

namespace {

constexpr qint64 kBlock = 256 << 10;

} // namespace

PrefixHasher::PrefixHasher(const PositionedFile &file, PartLedger &ledger)
    : m_file(file)
    , m_ledger(ledger)
    , m_thread([this] { run(); })
{ }

PrefixHasher::~PrefixHasher()
{
    m_isStopped = true;
    wake();
    m_thread.join();
}

bool PrefixHasher::offer(qint64 offset, QByteArrayView bytes)
{
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    if (!lock || m_hashed != offset)
        return false; // not in order, or the other thread is behind
    m_hasher.add(bytes);
    m_hashed += bytes.size();
    return true;
}

void PrefixHasher::wake()
{
    const std::lock_guard lock(m_wakeMutex);
    m_isAwake = true;
    m_wake.notify_one();
}

void PrefixHasher::run()
{
    std::vector<char> block(static_cast<size_t>(kBlock));
    while (!m_isStopped) {
        for (qint64 prefix = m_ledger.prefix(); m_hashed < prefix; prefix = m_ledger.prefix()) {
            if (m_isStopped || !hashBlock(prefix, block))
                return;
        }
        std::unique_lock lock(m_wakeMutex);
        m_wake.wait(lock, [this] { return m_isAwake; });
        m_isAwake = false;
    }
}

bool PrefixHasher::hashBlock(qint64 prefix, std::span<char> block)
{
    const std::lock_guard lock(m_mutex);
    const qint64 hashed = m_hashed;
    const auto most =
        std::min(block.size(), static_cast<size_t>(std::max<qint64>(0, prefix - hashed)));
    const Result<qint64> count = m_file.readAt(hashed, block.first(most));
    if (!count || (*count == 0 && most > 0)) {
        m_error = count ? fileError(FileAct::Read, {}, ErrorCode::Corrupt, {}) : count.error();
        m_hasFailed = true;
        return false;
    }
    m_hasher.add(QByteArrayView(block.data(), *count));
    m_hashed = hashed + *count;
    return true;
}

Result<Sha256> PrefixHasher::finish(const QString &step, const JobContext &job)
{
    const qint64 size = m_ledger.size();
    wake();
    while (m_hashed != size) {
        if (job.isCancelled())
            return cancelledError();
        if (m_hasFailed)
            return *m_error;
        job.report({step, m_hashed, size, ProgressUnit::Bytes});
        std::this_thread::sleep_for(5ms);
    }
    job.report({step, size, size, ProgressUnit::Bytes});
    const std::lock_guard lock(m_mutex); // the other thread may only just be finding that out
    return m_hasher.result();
}

} // namespace portico
