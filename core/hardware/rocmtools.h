// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/sourcereport.h"

namespace portico {

/** rocminfo: one block an agent; those of device type GPU count. gfx, marketing name, PCI place. */
ToolCall rocmInfoCall();
SourceReport parseRocmInfo(const QByteArray &output);

/** rocm-smi --json: memory and product names; keys differ from version to version. */
ToolCall rocmSmiCall();
SourceReport parseRocmSmi(const QByteArray &output);

SourceReport readRocmInfo(const HardwareProbe &probe, const JobContext &job);
SourceReport readRocmSmi(const HardwareProbe &probe, const JobContext &job);

} // namespace portico
