// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"

#include <QList>

#include <mutex>

namespace portico {

/** A clock whose sleeps are over at once and remembered. Its monotonic time is the real one. */
class FakeClock final : public Clock
{
public:
    QDateTime now() const override { return m_real.now(); }
    std::chrono::milliseconds monotonic() const override { return m_real.monotonic(); }

    Result<> sleep(std::chrono::milliseconds duration, const CancelToken &cancel) const override
    {
        const std::lock_guard lock(m_mutex);
        m_sleeps.append(duration);
        if (cancel.isCancelled())
            return cancelledError();
        return {};
    }

    QList<std::chrono::milliseconds> sleeps() const
    {
        const std::lock_guard lock(m_mutex);
        return m_sleeps;
    }

private:
    SystemClock m_real;
    mutable std::mutex m_mutex;
    mutable QList<std::chrono::milliseconds> m_sleeps;
};

} // namespace portico
