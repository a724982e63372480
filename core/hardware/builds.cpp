// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/candidates.h"
#include "core/hardware/rocmrules.h"

using namespace Qt::StringLiterals;

namespace portico {

namespace {

// The files of ComfyUI's releases (README, "Windows Portable"). There is none for CUDA 12.8 since
// 2026-02 (Comfy-Org/ComfyUI pull request 12666), and none without a GPU: the NVIDIA one runs with
// --cpu.
QString officialPortable(const Accelerator &accelerator)
{
    switch (accelerator.kind) {
    case AcceleratorKind::Cuda:
        if (accelerator.version == QVersionNumber(13, 0))
            return u"ComfyUI_windows_portable_nvidia.7z"_s;
        return accelerator.version == QVersionNumber(12, 6)
            ? u"ComfyUI_windows_portable_nvidia_cu126.7z"_s
            : QString();
    case AcceleratorKind::Rocm:
        return u"ComfyUI_windows_portable_amd.7z"_s;
    case AcceleratorKind::Xpu:
        return u"ComfyUI_windows_portable_intel.7z"_s;
    case AcceleratorKind::Cpu:
        return u"ComfyUI_windows_portable_nvidia.7z"_s;
    case AcceleratorKind::Mps:
        return {};
    }
    Q_UNREACHABLE();
}

// Comfy-Org/ComfyUI-Standalone-Environments: win-nvidia and linux-nvidia are CUDA 13.0; there is no
// linux-cpu.
QString standaloneVariant(const Accelerator &accelerator, Os os)
{
    if (accelerator.kind == AcceleratorKind::Mps)
        return os == Os::MacOS ? u"mac-mps"_s : QString();
    if (os == Os::MacOS)
        return {};
    const QString system = os == Os::Windows ? u"win"_s : u"linux"_s;
    switch (accelerator.kind) {
    case AcceleratorKind::Cuda:
        return accelerator.version == QVersionNumber(13, 0) ? system + "-nvidia"_L1 : QString();
    case AcceleratorKind::Rocm:
        return system + "-amd"_L1;
    case AcceleratorKind::Xpu:
        return system + "-intel-xpu"_L1;
    case AcceleratorKind::Cpu:
        return os == Os::Windows ? u"win-cpu"_s : QString();
    case AcceleratorKind::Mps:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

void addBuild(AcceleratorChoice &choice, const Computer &computer)
{
    const Accelerator &accelerator = choice.accelerator;
    choice.torchTag = computer.os == Os::MacOS ? QString() : accelerator.torchTag();
    choice.torchIndex = choice.torchTag.isEmpty()
        ? QUrl()
        : QUrl("https://download.pytorch.org/whl/"_L1 + choice.torchTag);
    const bool isX64 = computer.architecture == Architecture::X64;
    choice.officialPortable =
        computer.os == Os::Windows && isX64 ? officialPortable(accelerator) : QString();
    choice.standaloneVariant =
        isX64 || computer.os == Os::MacOS ? standaloneVariant(accelerator, computer.os) : QString();
    choice.arguments =
        accelerator.kind == AcceleratorKind::Cpu ? QStringList{u"--cpu"_s} : QStringList();
}

} // namespace portico
