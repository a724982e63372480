// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace portico {

/**
 * How many connections a download should have, from what it has seen so far. A pure rule.
 *
 * A connection that brings more than 100 MB/s is not limited by the server or by latency, one whose
 * bytes wait for our own disk or processor not either: both stay alone, more would only cost.
 * Others get company, and the group grows as long as the sum grows with it. Never shrinks: a
 * connection that does not help costs nothing.
 */
class ConnectionRamp
{
public:
    explicit ConnectionRamp(int most);

    struct Sample
    {
        std::chrono::milliseconds now;  ///< monotonic
        qint64 received = 0;            ///< bytes since the beginning
        qint64 remaining = 0;           ///< bytes left
        std::chrono::milliseconds busy; ///< spent by all connections with writing and hashing
    };

    /** The number wanted at this moment. Called some 20 times a second. */
    int wanted(const Sample &sample);
    /** The server refuses more than are running. */
    void limit(int most);

private:
    int m_most;
    int m_wanted = 1;
    bool m_hasBegun = false;
    Sample m_window{};       // its beginning
    double m_rateBefore = 0; // bytes per second before the last growth
};

} // namespace portico
