// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/prefixhasher.h"

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
    m_ledger.stop();
    m_thread.join();
}

void PrefixHasher::run()
{
    std::vector<char> block(static_cast<size_t>(kBlock));
    qint64 hashed = 0;
    while (!m_isStopped && hashed != m_ledger.size()) {
        // The wait has an end only so that a size which becomes known late is seen.
        const qint64 prefix = m_ledger.waitForPrefix(hashed, 100ms);
        while (hashed < prefix && !m_isStopped) {
            const auto most = static_cast<size_t>(std::min(kBlock, prefix - hashed));
            const Result<qint64> count = m_file.readAt(hashed, std::span(block.data(), most));
            if (!count || *count == 0) {
                m_error = count ? Error{ErrorCode::Io, {}, {}, {}} : count.error();
                m_hasFailed = true;
                return;
            }
            m_hasher.add(QByteArrayView(block.data(), *count));
            hashed += *count;
            m_hashed = hashed;
        }
    }
}

Result<Sha256> PrefixHasher::finish(const QString &step, const JobContext &job)
{
    const qint64 size = m_ledger.size();
    while (m_hashed != size) {
        if (job.isCancelled())
            return cancelledError();
        if (m_hasFailed)
            return *m_error;
        job.report({step, m_hashed, size, ProgressUnit::Bytes});
        std::this_thread::sleep_for(5ms);
    }
    job.report({step, size, size, ProgressUnit::Bytes});
    return m_hasher.result();
}

} // namespace portico
