// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/computer.h"

#include <QVersionNumber>

namespace portico {

/**
 * Which CUDA build of torch an NVIDIA GPU runs, by what PyTorch's builds contain and what the
 * driver can do. Pure. Private to core/hardware.
 */

/** Of PyTorch's builds: 12.6 has 5.0 to 9.0, 12.8 has 7.0 and newer, 13.0 has 7.5 and newer. */
inline constexpr ComputeCapability kLeastForAny{5, 0};
inline constexpr ComputeCapability kLeastForCuda13{7, 5};
/** Blackwell: in no build before CUDA 12.8. */
inline constexpr ComputeCapability kLeastForBlackwell{10, 0};

/** What is known of the GPU's abilities: asked, else by its generation; nothing if neither. */
std::optional<ComputeCapability> capabilityOf(const Gpu &gpu);

/** The oldest driver with which a CUDA version runs as it was made. */
QVersionNumber leastDriverFor(const QVersionNumber &cuda, Os os);
/** The oldest driver with which CUDA 12 runs at all ("minor version compatibility"). */
QVersionNumber leastDriverForCuda12(Os os);

struct CudaBuild
{
    QVersionNumber version;      ///< 13.0, 12.8 or 12.6
    bool isDriverTooOld = false; ///< for any build: update first
    bool isHeldBack = false;     ///< a newer driver would allow a newer build
};

/** For a GPU that has one (kLeastForAny or newer). A driver that is not known counts as new. */
CudaBuild cudaBuildFor(const ComputeCapability &capability, const QVersionNumber &driver, Os os);

} // namespace portico
