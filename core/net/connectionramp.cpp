// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/connectionramp.h"

#include <algorithm>

namespace portico {

using namespace std::chrono_literals;

namespace {

constexpr auto kFirstWindow = 60ms; // a download of seconds must not lose one
constexpr auto kWindow = 100ms;
constexpr double kFast = 100e6;    // bytes per second
constexpr double kGrowth = 1.15;   // what a step must have brought for the next one
constexpr double kWorthIt = 0.3;   // seconds left, below which new connections come too late
constexpr double kBusyShare = 0.4; // of the time, from which on the limit is ours
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

int ConnectionRamp::wanted(const Sample &sample)
{
    const auto elapsed = sample.now - m_window.now;
    if (!m_hasBegun) {
        m_hasBegun = sample.received > 0;
        m_window = sample;
        return m_wanted;
    }
    if (elapsed < (m_wanted == 1 ? kFirstWindow : kWindow) || m_wanted >= m_most)
        return m_wanted;
    const double seconds = static_cast<double>(elapsed.count()) / 1000.0;
    const double rate = static_cast<double>(sample.received - m_window.received) / seconds;
    const double busy = static_cast<double>((sample.busy - m_window.busy).count()) / 1000.0;
    m_window = sample;
    const bool isOurs = busy > kBusyShare * seconds * m_wanted;
    const bool isAlone = m_wanted == 1;
    const bool helps = isAlone ? rate < kFast : rate > m_rateBefore * kGrowth;
    const bool isWorthIt = static_cast<double>(sample.remaining) > rate * kWorthIt;
    if (helps && isWorthIt && !isOurs) {
        m_rateBefore = rate;
        m_wanted = std::min(m_most, isAlone ? kStep : m_wanted + kStep);
    }
    return m_wanted;
}

} // namespace portico
