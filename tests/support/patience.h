// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace portico {

/**
 * The longest a test waits for what a person gets within a second: the answer to a cancel, a
 * refusal that needs no network. The tests run several at once, unoptimised, under the sanitizers
 * and on machines that do other work, so they tell only "at once" from "when it would have ended
 * by itself", which each makes far longer than this. The seconds themselves are measured by
 * tests/bench.
 */
inline constexpr qint64 kAtOnceMs = 10'000;

} // namespace portico
