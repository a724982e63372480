// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/hardware/computer.h"

#include <chrono>
#include <memory>

namespace portico {

class HardwareProbe;

/** How long each tool may take; a slower one is ended and named among the problems. */
inline constexpr std::chrono::seconds kToolLimit{5};

/**
 * Reads the computer: files at once, then all tools side by side, each for at most `toolLimit`.
 * What another source has told already is not waited for. Blocking; with NVML usually below 100 ms.
 *
 * Never fails as a whole: a tool that is missing, broken, slow or prints nonsense is a problem in
 * the result, and the other sources fill in. The only error is Cancelled, within a second.
 *
 * The probe is shared because a tool that hangs inside the graphics driver cannot be ended by
 * anybody; then its thread is left behind.
 */
Result<Computer> detectComputer(const std::shared_ptr<const HardwareProbe> &probe,
                                const JobContext &job,
                                std::chrono::milliseconds toolLimit = kToolLimit);

} // namespace portico
