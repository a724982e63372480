// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>

#include <algorithm>

namespace portico {

/** Allows so many things a second, after a pause at most `capacity` at once. */
class TokenBucket
{
public:
    TokenBucket(double perSecond, double capacity)
        : m_perSecond(perSecond)
        , m_capacity(capacity)
        , m_tokens(capacity)
    {
        m_clock.start();
    }

    /** Whether one more is allowed now; takes it. */
    bool take()
    {
        refill();
        if (m_tokens < 1)
            return false;
        m_tokens -= 1;
        return true;
    }
    bool isEmpty()
    {
        refill();
        return m_tokens < 1;
    }

private:
    void refill()
    {
        const qint64 now = m_clock.nsecsElapsed();
        m_tokens =
            std::min(m_capacity, m_tokens + m_perSecond * static_cast<double>(now - m_last) / 1e9);
        m_last = now;
    }

    double m_perSecond;
    double m_capacity;
    double m_tokens;
    QElapsedTimer m_clock;
    qint64 m_last = 0;
};

} // namespace portico
