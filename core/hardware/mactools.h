// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/sourcereport.h"

namespace portico {

/** sysctl: the chip, and whether this program runs under Rosetta. Keys that a Mac does not have are
 *  complained of on standard error; the others are printed. */
ToolCall sysctlCall();
SourceReport parseSysctl(const QByteArray &output);
SourceReport readSysctl(const HardwareProbe &probe, const JobContext &job);

/** system_profiler -json SPDisplaysDataType: the GPUs of the Mac. */
ToolCall systemProfilerCall();
SourceReport parseSystemProfiler(const QByteArray &output);
SourceReport readSystemProfiler(const HardwareProbe &probe, const JobContext &job);

} // namespace portico
