// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/connectionramp.h"

#include <algorithm>

namespace portico {

using namespace std::chrono_literals;

namespace {

constexpr auto kWindow = 100ms;
constexpr double kFast = 300e6;  // bytes per second
constexpr double kGrowth = 1.15; // what a step must have brought for the next one
constexpr double kWorthIt = 0.3; // seconds left, below which new connections come too late
constexpr int kStep = 4;

} // namespace

ConnectionRamp::ConnectionRamp(int most)
    : m_most(most)
{ }

void ConnectionRamp::limit(int most)
{
    m_most = std::max(1, most);
    m_wanted = std::min(m_wanted, m_most);
}

int ConnectionRamp::wanted(std::chrono::milliseconds now, qint64 received, qint64 remaining)
{
    if (!m_hasBegun) {
        m_hasBegun = received > 0;
        m_windowBegin = now;
        m_windowBase = received;
        return m_wanted;
    }
    const auto elapsed = now - m_windowBegin;
    if (elapsed < kWindow || m_wanted >= m_most)
        return m_wanted;
    const double rate = static_cast<double>(received - m_windowBase) * 1000.0
        / static_cast<double>(elapsed.count());
    m_windowBegin = now;
    m_windowBase = received;
    const bool isAlone = m_wanted == 1;
    const bool helps = isAlone ? rate < kFast : rate > m_rateBefore * kGrowth;
    const bool isWorthIt = static_cast<double>(remaining) > rate * kWorthIt;
    if (helps && isWorthIt) {
        m_rateBefore = rate;
        m_wanted = std::min(m_most, isAlone ? kStep : m_wanted + kStep);
    }
    return m_wanted;
}

} // namespace portico
