// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace portico {

/** The figures of a download. Tests make them small. */
struct DownloadLimits
{
    int tries = 5;                  ///< without a step forward between them
    int connections = 8;            ///< at most, to one file
    qint64 severalFrom = 16 << 20;  ///< smaller files come through one connection
    qint64 smallestPiece = 4 << 20; ///< what a further connection fetches at least
    qint64 largestPiece = 32 << 20; ///< and at most, so that the hash can follow closely
    qint64 checkpoint = 32 << 20;   ///< bytes between two states on the disk; half of what
                                    ///< a power cut may cost
    std::chrono::milliseconds checkpointAge{10000}; ///< and on a slow line, time between two
    qint64 buffer = 1 << 20;                ///< bytes of a connection that wait in memory, twice
    qint64 spareSpace = 16 << 20;           ///< left free on the disk
    std::chrono::milliseconds stall{30000}; ///< without a byte
    std::chrono::milliseconds shortestWait{1000}; ///< before the second try
    std::chrono::milliseconds longestWait{30000}; ///< before any try, and of a server's wish
};

} // namespace portico
