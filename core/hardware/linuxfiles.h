// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/sourcereport.h"

namespace portico {

/**
 * What the Linux kernel tells in files: PCI devices of display and compute classes, amdgpu's memory
 * sizes, the gfx names of the compute topology, /proc/driver/nvidia, WSL, containers, Jetson. Only
 * NVIDIA, AMD and Intel GPUs; the adapters of virtual machines and server consoles are passed over.
 * Complete where the system lists PCI devices at all: WSL and Jetson do not.
 */
SourceReport readLinuxFiles(const HardwareProbe &probe);

} // namespace portico
