// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/partledger.h"

#include <algorithm>

namespace portico {

PartLedger::PartLedger(qint64 size, const QList<ByteRange> &present, qint64 mostUnsafe)
    : m_size(size)
    , m_mostUnsafe(mostUnsafe)
    , m_present(present)
    , m_safe(m_present.total())
{ }

void PartLedger::setSize(qint64 size)
{
    const std::lock_guard lock(m_mutex);
    m_size = size;
    for (const auto &claim : m_claims)
        claim->m_end = std::min(claim->m_end, size);
    m_changed.notify_all();
}

qint64 PartLedger::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_size;
}

bool PartLedger::isComplete() const
{
    const std::lock_guard lock(m_mutex);
    return m_size != kOpenEnd && m_present.prefix() == m_size;
}

qint64 PartLedger::prefix() const
{
    const std::lock_guard lock(m_mutex);
    return m_present.prefix();
}

qint64 PartLedger::total() const
{
    const std::lock_guard lock(m_mutex);
    return m_present.total();
}

QList<ByteRange> PartLedger::ranges() const
{
    const std::lock_guard lock(m_mutex);
    return m_present.toList();
}

std::optional<ByteRange> PartLedger::unclaimedGap() const
{
    ByteRanges taken = m_present;
    for (const auto &claim : m_claims)
        taken.add({claim->m_position, claim->m_end});
    return taken.firstGap(0, m_size);
}

std::shared_ptr<PartLedger::Claim> PartLedger::claim(qint64 most, qint64 least)
{
    const std::lock_guard lock(m_mutex);
    const auto claim = std::make_shared<Claim>();
    if (const std::optional<ByteRange> gap = unclaimedGap()) {
        claim->m_position = gap->begin;
        claim->m_end = gap->end - gap->begin > most ? gap->begin + most : gap->end;
    } else {
        const auto largest =
            std::max_element(m_claims.begin(), m_claims.end(), [](const auto &a, const auto &b) {
                return a->m_end - a->m_reserved < b->m_end - b->m_reserved;
            });
        if (largest == m_claims.end() || m_size == kOpenEnd)
            return nullptr;
        Claim &victim = **largest;
        if (victim.m_end - victim.m_reserved < 2 * least)
            return nullptr;
        claim->m_position = victim.m_reserved + (victim.m_end - victim.m_reserved) / 2;
        claim->m_end = victim.m_end;
        victim.m_end = claim->m_position;
    }
    claim->m_reserved = claim->m_position;
    m_claims.push_back(claim);
    return claim;
}

void PartLedger::release(const std::shared_ptr<Claim> &claim)
{
    const std::lock_guard lock(m_mutex);
    std::erase(m_claims, claim);
    m_changed.notify_all();
}

void PartLedger::shorten(qint64 most)
{
    const std::lock_guard lock(m_mutex);
    for (const auto &claim : m_claims) {
        if (claim->m_end - claim->m_reserved > most)
            claim->m_end = claim->m_reserved + most;
    }
}

ByteRange PartLedger::left(const Claim &claim) const
{
    const std::lock_guard lock(m_mutex);
    return {claim.m_position, claim.m_end};
}

qint64 PartLedger::reserve(Claim &claim, qint64 bytes, const CancelToken &cancel)
{
    std::unique_lock lock(m_mutex);
    using namespace std::chrono_literals;
    const auto mustWait = [&] {
        return claim.m_end > claim.m_position && m_present.total() - m_safe > m_mostUnsafe
            && !cancel.isCancelled();
    };
    while (mustWait())
        m_changed.wait_for(lock, 200ms);
    if (cancel.isCancelled())
        return 0;
    const qint64 allowed = std::min(bytes, claim.m_end - claim.m_position);
    claim.m_reserved = claim.m_position + allowed;
    return allowed;
}

void PartLedger::advance(Claim &claim, qint64 bytes)
{
    const std::lock_guard lock(m_mutex);
    m_present.add({claim.m_position, claim.m_position + bytes});
    claim.m_position += bytes;
    m_changed.notify_all();
}

void PartLedger::setSafe(qint64 safe, qint64 mostUnsafe)
{
    const std::lock_guard lock(m_mutex);
    m_safe = safe;
    m_mostUnsafe = mostUnsafe;
    m_changed.notify_all();
}

} // namespace portico
