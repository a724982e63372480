// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/computer.h"

namespace portico {

/**
 * What identifiers tell about a GPU when no driver does. Small tables of the GPUs that ComfyUI can
 * meet, from the PCI ID database (pci-ids.ucw.cz) and, for AMD, the LLVM AMDGPU processor table.
 * Private to core/hardware.
 */

/** 0x10de is NVIDIA; Other for the adapters of virtual machines and server consoles. */
GpuVendor vendorOfPci(quint16 vendor);

GpuGeneration generationOf(const ComputeCapability &capability);
/** By the device's PCI id; Unknown where the table does not reach. */
GpuGeneration nvidiaGenerationOfPci(quint16 device);
/** The least compute capability that the generation has; nothing for Unknown and non-NVIDIA. */
std::optional<ComputeCapability> leastCapabilityOf(GpuGeneration generation);

/** "gfx1100" of an AMD device's PCI id; empty where the table does not reach. */
QString gfxOfPci(quint16 device);
GpuGeneration generationOfGfx(const QString &gfx);
/** 110501 of the kernel's topology is "gfx1151"; 90010 is "gfx90a"; empty for 0. */
QString gfxOfTargetVersion(int version);
/** Whether the gfx name belongs to graphics inside a processor. */
bool isIntegratedGfx(const QString &gfx);

/** By PCI id, else by name ("Intel(R) Arc(TM) A770 Graphics"). */
GpuGeneration intelGeneration(quint16 device, const QString &name);
bool isIntegratedIntel(quint16 device, const QString &name);
/** "Intel Arc A770"; empty where the table does not reach. */
QString intelNameOfPci(quint16 device);

/** Fills in generation, gfx, isIntegrated and a name from what the GPU already has. */
void completeFromTables(Gpu &gpu);

/** The device half of "10de:2684"; 0 if there is none. */
quint16 pciDeviceOf(const Gpu &gpu);
/** "10de:2684". */
QString pciIdText(quint16 vendor, quint16 device);
/** "00000000:01:00.0" and "0000:01:00.0" are one; lower case. Empty for anything else. */
QString normalPciAddress(QStringView address);

} // namespace portico
