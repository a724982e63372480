// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace portico {

/** What `done` and `total` count. */
enum class ProgressUnit { Bytes, Items };

/**
 * How far a step has come. `total` is -1 while it is not known. Always 64-bit: archives pass 2 GiB.
 */
struct Progress
{
    QString step;
    qint64 done = 0;
    qint64 total = -1;
    ProgressUnit unit = ProgressUnit::Bytes;

    friend bool operator==(const Progress &, const Progress &) = default;
};

} // namespace portico
