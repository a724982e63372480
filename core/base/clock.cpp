// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/clock.h"

#include <condition_variable>
#include <mutex>

namespace portico {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

Result<> SystemClock::sleep(std::chrono::milliseconds duration, const CancelToken &cancel) const
{
    struct Wake
    {
        std::mutex mutex;
        std::condition_variable condition;
        bool cancelled = false;
    };
    const auto wake = std::make_shared<Wake>();
    const CancelToken::Registration registration = cancel.onCancel([wake] {
        const std::lock_guard lock(wake->mutex);
        wake->cancelled = true;
        wake->condition.notify_all();
    });
    std::unique_lock lock(wake->mutex);
    if (wake->condition.wait_for(lock, duration, [&] { return wake->cancelled; }))
        return cancelledError();
    return {};
}

} // namespace portico
