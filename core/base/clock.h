// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/canceltoken.h"
#include "core/base/result.h"

#include <QDateTime>

#include <chrono>

namespace portico {

/**
 * All time goes through here, so that tests can move it. Thread-safe.
 *
 * now() is for showing and recording; monotonic() for limits, speeds and waits: it never jumps.
 */
class Clock
{
public:
    virtual ~Clock() = default;
    virtual QDateTime now() const = 0;
    virtual std::chrono::milliseconds monotonic() const = 0;
    /** Waits that long; at once with ErrorCode::Cancelled when the token fires. */
    virtual Result<> sleep(std::chrono::milliseconds duration, const CancelToken &cancel) const = 0;
};

/** The computer's own clock. */
class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
    Result<> sleep(std::chrono::milliseconds duration, const CancelToken &cancel) const override;
};

} // namespace portico
