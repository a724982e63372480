// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/base/os.h"
#include "core/platform/host.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <tuple>

namespace portico {

enum class GpuVendor { Nvidia, Amd, Intel, Apple, Other };

/** The families that decide which torch build runs; Unknown where no source told. */
enum class GpuGeneration {
    Unknown,
    NvidiaOld, ///< before Maxwell: Kepler, Fermi and older
    Maxwell,
    Pascal,
    Volta,
    Turing,
    Ampere,
    Ada,
    Hopper,
    Blackwell,
    AmdOld, ///< before Vega: Polaris (RX 400 and 500) and older
    Vega,   ///< gfx900 to gfx90c without the Instinct cards of their own generation
    Cdna,   ///< Instinct MI100 and newer
    Rdna1,
    Rdna2,
    Rdna3,
    Rdna35, ///< Strix, Strix Halo, Krackan
    Rdna4,
    IntelOld,    ///< HD and UHD Graphics
    IntelXe,     ///< Iris Xe and what shares its Xe-LP design
    IntelArc,    ///< Arc A and B, and the Arc graphics of Core Ultra processors
    IntelServer, ///< Data Center GPU Max and Flex
    AppleSilicon,
};

/** What NVIDIA calls the abilities of a GPU: 8.9 is Ada. */
struct ComputeCapability
{
    int major = 0;
    int minor = 0;

    QString text() const; ///< "8.9"
    friend bool operator==(const ComputeCapability &, const ComputeCapability &) = default;
    friend bool operator<(const ComputeCapability &left, const ComputeCapability &right)
    {
        return std::tie(left.major, left.minor) < std::tie(right.major, right.minor);
    }
    friend bool operator>=(const ComputeCapability &left, const ComputeCapability &right)
    {
        return !(left < right);
    }
};

/**
 * One GPU as far as this computer tells. Whatever no source told is empty. Sizes in bytes; of a GPU
 * that shares the computer's memory (isIntegrated) vramTotal is what is set aside for it.
 */
struct Gpu
{
    GpuVendor vendor = GpuVendor::Other;
    QString name; ///< "NVIDIA GeForce RTX 4090"; "NVIDIA GPU (2684)" where only its id is known
    GpuGeneration generation = GpuGeneration::Unknown;
    std::optional<ComputeCapability> computeCapability{}; ///< NVIDIA only
    QString gfx{};                                        ///< "gfx1100"; AMD only
    std::optional<qint64> vramTotal{};
    std::optional<qint64> vramFree{};
    QString driver{}; ///< "580.95.05", "32.0.21025.1024"; the version as the vendor's tool says
    QString kernelDriver{}; ///< Linux: "nvidia", "nouveau", "amdgpu", "i915", "xe", "vfio-pci"
    QString pciAddress{};   ///< "0000:01:00.0", lower case; empty where the system does not tell
    QString pciId{};        ///< "10de:2684": vendor and device
    int index = -1;         ///< its number among the GPUs of its vendor, in the order of their PCI
                            ///< addresses: what a GPU pick means
    QString uuid{};         ///< "GPU-5f3c…"; NVIDIA only
    QStringList partitions{};  ///< UUIDs of the MIG devices that an NVIDIA GPU is split into
    bool isIntegrated = false; ///< part of the processor
    QStringList sources{};     ///< who told: "nvml", "nvidia-smi", "sysfs", ...

    friend bool operator==(const Gpu &, const Gpu &) = default;
};

/** What Portico knows of the computer it runs on: plain values, read once, shown and judged. */
struct Computer
{
    Os os = Os::Linux;
    QString osTitle{};   ///< "Debian GNU/Linux 12 (bookworm)", "Windows 11 Version 23H2"
    QString osVersion{}; ///< "10.0.22631" on Windows, "15.1" on macOS, the kernel's on Linux
    Architecture architecture = Architecture::X64; ///< of the computer, not of this program
    bool isRosetta = false;   ///< this program is an Intel one on Apple Silicon
    bool isWsl = false;       ///< Linux inside Windows
    bool isContainer = false; ///< Docker, Podman, ...: GPUs may be hidden on purpose
    QString board{};          ///< "NVIDIA Jetson Orin Nano ..." where a device tree names it
    QString appleChip{};      ///< "Apple M3 Pro"
    MemorySize memory{};
    std::optional<DiskSpace> libraryDisk{};
    QList<Gpu> gpus{};       ///< the best for ComfyUI is not always the first: chooseAccelerator()
    QList<Error> problems{}; ///< what could not be read; the detection never fails as a whole
};

QString vendorName(GpuVendor vendor);  ///< "nvidia", "amd", "intel", "apple", "other": for JSON
QString vendorTitle(GpuVendor vendor); ///< "NVIDIA", "AMD", "Intel", "Apple", "Other"
/** "Ada", "RDNA 3", "Arc": a proper name, the same in all languages; empty for Unknown. */
QString generationTitle(GpuGeneration generation);

/** "24 GB", as cards are sold: a whole number where it is near one. */
QString memoryText(qint64 bytes);

/** "NVIDIA GeForce RTX 4090, 24 GB, driver 581.29": one GPU for people. */
QString gpuText(const Gpu &gpu);

/**
 * The computer in one sentence for people: "This computer runs Windows 11, with 64 GB of memory and
 * the GPU NVIDIA GeForce RTX 4090 (24 GB)." Integrated GPUs are left out where there is another.
 */
QString computerSentence(const Computer &computer);

} // namespace portico
