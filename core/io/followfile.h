// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QByteArrayView>
#include <QString>

#include <functional>

namespace portico {

/** What is told of a file that grows. */
struct FileFollower
{
    std::function<QString()> where;                  ///< asked each time: it may lie elsewhere now
    std::function<void()> begun;                     ///< another file, or the same from its start
    std::function<void(QByteArrayView bytes)> added; ///< what is in it, piece by piece
};

/**
 * Tells what a file holds and what is added to it, until it is cancelled; a file that is not there
 * yet is waited for. Of one that is larger than `mostBytes` at first, only the end is told.
 * Blocking. Always Cancelled at last.
 */
Result<> followFile(const FileFollower &follower, qint64 mostBytes, const Clock &clock,
                    const JobContext &job);

} // namespace portico
