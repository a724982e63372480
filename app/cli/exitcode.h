// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

namespace portico::cli {

/** What porticoctl tells scripts. Documented in the README; never renumbered. */
enum ExitCode {
    Done = 0,
    Failed = 1,
    UsageError = 2,
    RefusedInput = 3, ///< unsafe input, hash mismatch, or unverified under --require-hash
    NothingThere = 4,
    SomebodyElse = 5, ///< another Portico or session holds it
};

ExitCode exitCodeFor(ErrorCode code);

} // namespace portico::cli
