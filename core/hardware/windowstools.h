// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/sourcereport.h"

namespace portico {

/** DXGI's adapters, as `portico-helper hardware adapters` prints them. The best source: what is
 *  really there, with memory of more than 32 bits. */
ToolCall adaptersCall();
SourceReport parseAdapters(const QByteArray &output);
SourceReport readAdapters(const HardwareProbe &probe, const JobContext &job);

/** Win32_VideoController through PowerShell, for when DXGI does not answer. Its AdapterRAM is a
 *  32-bit number (4 GB at most), so it is believed below that only. */
ToolCall cimCall();
SourceReport parseCim(const QByteArray &output);
SourceReport readCim(const HardwareProbe &probe, const JobContext &job);

/** The display class in the registry, by reg.exe: the true memory size. It also lists GPUs that
 *  were taken out long ago, so it only completes what another source saw. */
ToolCall registryCall();
SourceReport parseRegistry(const QByteArray &output);
SourceReport readRegistry(const HardwareProbe &probe, const JobContext &job);

/** NVIDIA's own number out of Windows': "32.0.15.8129" is 581.29. Others are returned as they are.
 */
QString vendorDriverVersion(GpuVendor vendor, const QString &windowsVersion);

} // namespace portico
