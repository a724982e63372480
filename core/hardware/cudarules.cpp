// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/cudarules.h"

#include "core/hardware/gputables.h"

namespace portico {

std::optional<ComputeCapability> capabilityOf(const Gpu &gpu)
{
    return gpu.computeCapability ? gpu.computeCapability : leastCapabilityOf(gpu.generation);
}

// CUDA Toolkit Release Notes, "CUDA Toolkit and Corresponding Driver Versions": 12.6 GA 560.28.03
// and 560.76, 12.8 GA 570.26 and 570.65, 13.0 GA 580.65.06. CUDA 13 asks for "580" on either system
// (CUDA Compatibility, table 1), which is also ComfyUI Desktop's limit.
QVersionNumber leastDriverFor(const QVersionNumber &cuda, Os os)
{
    const bool isWindows = os == Os::Windows;
    if (cuda.majorVersion() >= 13)
        return QVersionNumber(580);
    if (cuda >= QVersionNumber(12, 8))
        return isWindows ? QVersionNumber(570, 65) : QVersionNumber(570, 26);
    return isWindows ? QVersionNumber(560, 76) : QVersionNumber(560, 28, 3);
}

// The same notes, "Minimum Required Driver Version for CUDA Minor Version Compatibility", 12.x.
QVersionNumber leastDriverForCuda12(Os os)
{
    return os == Os::Windows ? QVersionNumber(528, 33) : QVersionNumber(525, 60, 13);
}

CudaBuild cudaBuildFor(const ComputeCapability &capability, const QVersionNumber &driver, Os os)
{
    const QVersionNumber cuda126(12, 6);
    const QVersionNumber cuda128(12, 8);
    const QVersionNumber cuda130(13, 0);
    const auto reaches = [&](const QVersionNumber &least) {
        return driver.isNull() || driver >= least;
    };
    if (capability < kLeastForCuda13)
        return {.version = cuda126, .isDriverTooOld = !reaches(leastDriverForCuda12(os))};
    if (reaches(leastDriverFor(cuda130, os)))
        return {.version = cuda130};
    if (reaches(leastDriverFor(cuda128, os)))
        return {.version = cuda128, .isHeldBack = true};
    // After the update that is needed anyway, the newest build is the right one.
    if (capability >= kLeastForBlackwell || !reaches(leastDriverForCuda12(os)))
        return {.version = cuda130, .isDriverTooOld = true};
    return {.version = cuda126, .isHeldBack = true};
}

} // namespace portico
