// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envoperations.h"

#include <functional>

namespace portico {

// What the operations share; private to core/isolation.

bool isRunning(const Library &library, const Install &install);
Error runsError(const Install &install);
/** readEnvHome() with the GPUs of this computer. */
Result<EnvHome> homeWithGpus(const EnvOperations &operations, const Install &install,
                             const JobContext &job);

/** Calls it with all that building for this install needs. Errors: those of provideUv(). */
Result<> withEnvServices(const EnvOperations &operations, const Install &install,
                         const std::function<Result<>(const EnvServices &)> &work,
                         const JobContext &job);

} // namespace portico
