// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace portico {

/** Runs work(0) to work(count - 1) on all processors, as long as the job is not cancelled. Private
 *  to core/repair. */
template <typename Work>
void inParallel(size_t count, const JobContext &job, const Work &work)
{
    std::atomic<size_t> next = 0;
    const auto take = [&] {
        for (size_t i = next++; i < count && !job.isCancelled(); i = next++)
            work(i);
    };
    std::vector<std::jthread> threads;
    const size_t processors = std::thread::hardware_concurrency();
    for (size_t i = 1; i < std::min<size_t>({processors, count, 8}); ++i)
        threads.emplace_back(take);
    take();
}

} // namespace portico
