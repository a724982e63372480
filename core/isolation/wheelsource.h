// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envbuilder.h"

namespace portico {

/**
 * CUDA wheels of the index of that comfy-env: its list with hashes (`packages.json`) where it has
 * one, else its page of each package. What was fetched is kept as long as the source lives. The
 * services must outlive it.
 */
CudaWheelSource cudaWheelSource(const EnvHome &home, const EnvServices &services);

} // namespace portico
