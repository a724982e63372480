// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/sourcereport.h"

#include <chrono>
#include <functional>

namespace portico {

/** One question of a round: read() blocks, on a thread of its own. */
struct Source
{
    QString name;
    std::function<SourceReport(const HardwareProbe &, const JobContext &)> read;
    /** The source whose complete report makes this one needless; empty: always waited for. */
    QString replacedBy{};
};

/**
 * Asks all sources side by side and returns what they told, in the order of `sources`. A source is
 * waited for until the time limit, or until the one that replaces it has told everything. Slow ones
 * are cancelled and named in a problem of their report; one that does not even end then is left to
 * its thread. Returns at once (without reports) when the job is cancelled.
 */
QList<SourceReport> askSources(const QList<Source> &sources,
                               const std::shared_ptr<const HardwareProbe> &probe,
                               const JobContext &job, std::chrono::milliseconds limit);

} // namespace portico
