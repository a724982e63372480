// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/candidates.h"

#include "core/hardware/cudarules.h"
#include "core/hardware/rocmrules.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ChooseAccelerator)
};

constexpr int kWindows11 = 22'000; ///< its first build number

QString titleOf(const Gpu &gpu)
{
    const QString generation = generationTitle(gpu.generation);
    const QString detail = gpu.computeCapability
        ? Text::tr("%1, compute capability %2").arg(generation, gpu.computeCapability->text())
        : !gpu.gfx.isEmpty() && !generation.isEmpty() ? generation + ", "_L1 + gpu.gfx
                                                      : generation + gpu.gfx;
    return detail.isEmpty() ? gpu.name : u"%1 (%2)"_s.arg(gpu.name, detail);
}

bool lacksNvidiaDriver(const Gpu &gpu)
{
    return gpu.driver.isEmpty() && !gpu.computeCapability;
}

QString whyNoCuda(const Computer &computer, const Gpu &gpu)
{
    if (computer.os == Os::MacOS)
        return Text::tr("There are no NVIDIA builds for macOS, so the %1 is not used.")
            .arg(gpu.name);
    if (computer.os == Os::Windows && computer.architecture == Architecture::Arm64)
        return Text::tr("There are no NVIDIA builds for Windows on ARM, so the %1 is not used.")
            .arg(gpu.name);
    if (gpu.kernelDriver == "vfio-pci"_L1)
        return Text::tr("The %1 is reserved for virtual machines.").arg(gpu.name);
    const auto capability = capabilityOf(gpu);
    if (computer.board.contains("Jetson"_L1) && capability < kLeastForBlackwell)
        return Text::tr("The %1 needs NVIDIA's own torch for Jetson, which no bundle and no public "
                        "index that ComfyUI names has.")
            .arg(gpu.name);
    if (capability && *capability < kLeastForAny)
        return Text::tr("The %1 is too old for any build of today's torch: it needs compute "
                        "capability 5.0 (GeForce 900 series) or newer.")
            .arg(titleOf(gpu));
    return {};
}

QString cudaReason(const Gpu &gpu, const CudaBuild &build)
{
    const QString version = build.version.toString();
    if (build.version == QVersionNumber(12, 6) && !build.isHeldBack)
        return Text::tr(
                   "The %1 is older than the RTX 20 series, and CUDA %2 is the last build that "
                   "has it.")
            .arg(titleOf(gpu), version);
    if (build.isHeldBack)
        return Text::tr("The %1 would run CUDA 13.0, but driver %2 allows only CUDA %3.")
            .arg(titleOf(gpu), gpu.driver, version);
    return Text::tr("The %1 runs CUDA %2, which ComfyUI recommends from the RTX 20 series on.")
        .arg(titleOf(gpu), version);
}

void addDriverAdvice(AcceleratorChoice &choice, const Computer &computer, const Gpu &gpu,
                     const CudaBuild &build)
{
    const bool isOldGpu = capabilityOf(gpu).value_or(kLeastForCuda13) < kLeastForCuda13;
    const QString wanted = isOldGpu ? leastDriverForCuda12(computer.os).toString() : u"580"_s;
    if (lacksNvidiaDriver(gpu)) {
        choice.readiness = Readiness::UpdateFirst;
        choice.changes += gpu.kernelDriver == "nouveau"_L1
            ? Text::tr("The %1 runs with the free nouveau driver, which torch cannot use: install "
                       "NVIDIA's driver %2 or newer first.")
                  .arg(gpu.name, wanted)
            : Text::tr("The NVIDIA driver for the %1 does not run: install driver %2 or newer "
                       "first.")
                  .arg(gpu.name, wanted);
    } else if (build.isDriverTooOld) {
        choice.readiness = Readiness::UpdateFirst;
        choice.changes +=
            Text::tr("NVIDIA driver %1 is too old for any build: update it to %2 or newer first.")
                .arg(gpu.driver, wanted);
    } else if (build.isHeldBack) {
        choice.changes += Text::tr("With NVIDIA driver 580 or newer (now %1), CUDA 13.0 would be "
                                   "chosen: it is faster, and the ready bundles are made for it.")
                              .arg(gpu.driver);
    }
}

Candidate cudaCandidate(const Computer &computer, qsizetype position)
{
    const Gpu &gpu = computer.gpus.at(position);
    Candidate candidate{.gpu = position, .whyNot = whyNoCuda(computer, gpu)};
    if (!candidate.whyNot.isEmpty())
        return candidate;
    const CudaBuild build = cudaBuildFor(capabilityOf(gpu).value_or(kLeastForCuda13),
                                         QVersionNumber::fromString(gpu.driver), computer.os);
    candidate.isSupported = true;
    AcceleratorChoice &choice = candidate.choice;
    choice.accelerator = {AcceleratorKind::Cuda, build.version};
    addBuild(choice, computer);
    const bool isOldBuild = build.version != QVersionNumber(13, 0);
    const bool isOldGpu = capabilityOf(gpu).value_or(kLeastForCuda13) < kLeastForCuda13;
    if (isOldBuild && !isOldGpu)
        choice.officialPortable.clear(); // README: "DO NOT USE on 20 series and above"
    choice.reasons += cudaReason(gpu, build);
    addDriverAdvice(choice, computer, gpu, build);
    return candidate;
}

Candidate rocmCandidate(const Computer &computer, qsizetype position)
{
    const Gpu &gpu = computer.gpus.at(position);
    Candidate candidate{.gpu = position};
    const RocmBuild build = computer.architecture == Architecture::X64
        ? rocmBuildFor(gpu.gfx, computer.os)
        : RocmBuild{};
    if (build.source == RocmBuild::Source::None) {
        candidate.whyNot = computer.os == Os::MacOS
            ? Text::tr("There are no AMD builds for macOS, so the %1 is not used.").arg(gpu.name)
            : Text::tr("No build of torch has the %1.").arg(titleOf(gpu));
        return candidate;
    }
    candidate.isSupported = true;
    AcceleratorChoice &choice = candidate.choice;
    choice.accelerator = {AcceleratorKind::Rocm, build.version};
    addBuild(choice, computer);
    choice.reasons += build.source == RocmBuild::Source::PyTorch
        ? Text::tr("The %1 is in PyTorch's builds for ROCm %2.")
              .arg(titleOf(gpu), build.version.toString())
        : Text::tr("The %1 is in AMD's own builds of torch for ROCm %2.")
              .arg(titleOf(gpu), build.version.toString());
    if (build.source == RocmBuild::Source::Amd) {
        choice.torchTag.clear();
        choice.torchIndex = amdTorchIndex();
        choice.torchExtra = build.extra;
    }
    if (!build.hasReadyBundle) {
        choice.officialPortable.clear();
        choice.standaloneVariant.clear();
        choice.reasons += Text::tr("The ready bundles leave this GPU out; ComfyUI is put together "
                                   "for it instead.");
    }
    if (computer.os == Os::Windows) {
        const int number = QVersionNumber::fromString(computer.osVersion).microVersion();
        choice.reasons += Text::tr("It needs a recent AMD driver (Adrenalin).");
        if (number > 0 && number < kWindows11) {
            choice.readiness = Readiness::UpdateFirst;
            choice.changes += Text::tr("AMD's builds ask for Windows 11: update Windows first.");
        }
    } else if (gpu.kernelDriver == "vfio-pci"_L1) {
        candidate = {.gpu = position,
                     .whyNot = Text::tr("The %1 is reserved for virtual machines.").arg(gpu.name)};
    }
    return candidate;
}

Candidate xpuCandidate(const Computer &computer, qsizetype position)
{
    const Gpu &gpu = computer.gpus.at(position);
    Candidate candidate{.gpu = position};
    const bool isKnown =
        gpu.generation == GpuGeneration::IntelArc || gpu.generation == GpuGeneration::IntelServer;
    if (!isKnown || computer.os == Os::MacOS || computer.architecture != Architecture::X64) {
        candidate.whyNot =
            Text::tr("PyTorch's builds for Intel are made for Arc and Data Center GPUs; the %1 is "
                     "none.")
                .arg(gpu.name);
        return candidate;
    }
    candidate.isSupported = true;
    candidate.choice.accelerator = {AcceleratorKind::Xpu};
    addBuild(candidate.choice, computer);
    candidate.choice.reasons +=
        Text::tr("The %1 runs PyTorch's builds for Intel GPUs (XPU).").arg(gpu.name);
    return candidate;
}

// PyTorch's "MPS backend" notes since 2.8 (pull requests 173149 and 177390): macOS 14 or newer.
bool isOldMacOs(const Computer &computer)
{
    const auto version = QVersionNumber::fromString(computer.osVersion);
    return !version.isNull() && version.majorVersion() < 14;
}

Candidate mpsCandidate(const Computer &computer, qsizetype position)
{
    Candidate candidate{.gpu = position, .isSupported = true};
    candidate.choice.accelerator = {AcceleratorKind::Mps};
    addBuild(candidate.choice, computer);
    candidate.choice.reasons +=
        Text::tr("The %1 computes with Metal, and shares the memory of the Mac.")
            .arg(computer.gpus.at(position).name);
    if (isOldMacOs(computer)) {
        candidate.choice.readiness = Readiness::UpdateFirst;
        candidate.choice.changes +=
            Text::tr("Today's torch computes with Metal from macOS 14 on, and this is macOS %1: "
                     "update macOS first.")
                .arg(computer.osVersion);
    }
    if (computer.isRosetta)
        candidate.choice.changes +=
            Text::tr("This Portico is the one for Intel Macs; the one for Apple Silicon is faster. "
                     "ComfyUI itself is installed for Apple Silicon.");
    return candidate;
}

} // namespace

Candidate candidateOf(const Computer &computer, qsizetype gpu)
{
    switch (computer.gpus.at(gpu).vendor) {
    case GpuVendor::Nvidia:
        return cudaCandidate(computer, gpu);
    case GpuVendor::Amd:
        return rocmCandidate(computer, gpu);
    case GpuVendor::Intel:
        return xpuCandidate(computer, gpu);
    case GpuVendor::Apple:
        return mpsCandidate(computer, gpu);
    case GpuVendor::Other:
        return {.gpu = gpu};
    }
    Q_UNREACHABLE();
}

} // namespace portico
