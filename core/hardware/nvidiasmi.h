// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/sourcereport.h"

namespace portico {

/**
 * nvidia-smi, NVIDIA's tool on Linux, Windows and WSL. Asked for one CSV line a GPU, by units and
 * headers of its own: the fields' order is ours, a name may hold commas, a value that the GPU does
 * not have is "[N/A]" or "[Not Supported]". Drivers before 470 do not know compute_cap; then it is
 * asked again without. Private to core/hardware.
 */
ToolCall nvidiaSmiCall(Os os);
ToolCall oldNvidiaSmiCall(Os os);

/** The lines of either call. What is no such line is a problem, told once. */
SourceReport parseNvidiaSmi(const QByteArray &output);

/** Asks the tool and reads its answer, whatever it is. */
SourceReport readNvidiaSmi(const HardwareProbe &probe, const JobContext &job);

} // namespace portico
