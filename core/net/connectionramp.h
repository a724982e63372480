// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace portico {

/**
 * How many connections a download should have, from what it has seen so far. A pure rule.
 *
 * One connection that brings more than 300 MB/s is not limited by the server or by latency, and
 * stays alone: more would only cost. A slower one gets company, and the group grows as long as the
 * sum grows with it. Never shrinks: a connection that does not help costs nothing.
 */
class ConnectionRamp
{
public:
    explicit ConnectionRamp(int most);

    /** The number wanted at this moment, when `received` bytes have come since the beginning and
     *  `remaining` are left. Called some 20 times a second. */
    int wanted(std::chrono::milliseconds now, qint64 received, qint64 remaining);
    /** The server refuses more than are running. */
    void limit(int most);

private:
    int m_most;
    int m_wanted = 1;
    bool m_hasBegun = false;
    std::chrono::milliseconds m_windowBegin{};
    qint64 m_windowBase = 0;
    double m_rateBefore = 0; // bytes per second before the last growth
};

} // namespace portico
