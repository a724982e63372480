// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// torch, drivers, graphics cards and memory.
#include "core/diagnosis/knownfailures.h"

#include <QCoreApplication>

#include <array>

namespace portico {

namespace {

constexpr std::array kRows{
    KnownFailure{
        "torch-without-cuda", 5, "Torch not compiled with CUDA enabled",
        R"(AssertionError: Torch not compiled with CUDA enabled)", When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "torch is a build without a graphics card"),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "The installed torch cannot use the graphics card: it was replaced by a CPU "
            "build, or is one for another maker's card."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Repair torch: the right build comes back, offline where it is kept."),
        FixKind::RepairTorch},
    KnownFailure{
        "no-driver", 6, "Found no NVIDIA driver on your system",
        R"(RuntimeError: Found no NVIDIA driver on your system)", When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "No NVIDIA driver"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "This build is made for NVIDIA graphics cards, and no NVIDIA driver was "
                          "found."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Install the driver of your graphics card, or choose another build."),
        FixKind::OpenAddress, "https://www.nvidia.com/drivers"},
    KnownFailure{
        "driver-too-old", 7, "The NVIDIA driver on your system is too old",
        R"(The NVIDIA driver on your system is too old \(found version (\d+)\))", When::Always,
        Gravity::Stops, QT_TRANSLATE_NOOP("portico::KnownFailures", "The NVIDIA driver is too old"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "The NVIDIA driver (CUDA version %1) is older than this build of torch "
                          "needs."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Install the newest driver, or choose a build for older drivers."),
        FixKind::OpenAddress, "https://www.nvidia.com/drivers"},
    KnownFailure{
        "gpu-not-in-build", 8, "is not compatible with the current PyTorch",
        R"(^(.*?) with CUDA capability (sm_\d+) is not compatible with the current)", When::Always,
        Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "torch does not know this graphics card"),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "This build of torch has no code for %1 (%2)."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Choose a build for your graphics card."),
        FixKind::ChangeBuild},
    KnownFailure{
        "gpu-not-in-build", 8, "no kernel image is available for execution",
        R"(no kernel image is available for execution on the device)", When::Always,
        Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "torch does not know this graphics card"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "This build of torch has no code for your graphics card."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Choose a build for your graphics card."),
        FixKind::ChangeBuild},
    KnownFailure{
        "amd-gpu-not-in-build", 9, "HIP error: invalid device function",
        R"(HIP error: invalid device function)", When::Always, Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "torch does not know this AMD graphics card"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "This ROCm build of torch has no code for your AMD graphics card."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Choose a build for your graphics card."),
        FixKind::ChangeBuild},
    KnownFailure{
        "amd-gpu-not-in-build", 9, "hipErrorNoBinaryForGpu", R"(hipErrorNoBinaryForGpu)",
        When::Always, Gravity::Hinders,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "torch does not know this AMD graphics card"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "This ROCm build of torch has no code for your AMD graphics card."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Choose a build for your graphics card."),
        FixKind::ChangeBuild},
    KnownFailure{"gpu-memory", 10, "unloading all loaded models",
                 R"(Got an OOM, unloading all loaded models\.)", When::Always, Gravity::Hinders,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "The graphics card's memory is full"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "A prompt needed more memory than the graphics card has."),
                 QT_TRANSLATE_NOOP(
                     "portico::KnownFailures",
                     "Keep models in the computer's memory (--novram), or make smaller pictures."),
                 FixKind::SetArgument, "--novram"},
    KnownFailure{"gpu-memory", 10, " out of memory",
                 R"(\b(CUDA|HIP|XPU|MPS backend) out of memory)", When::Always, Gravity::Hinders,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "The graphics card's memory is full"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "A prompt needed more memory than the graphics card has."),
                 QT_TRANSLATE_NOOP(
                     "portico::KnownFailures",
                     "Keep models in the computer's memory (--novram), or make smaller pictures."),
                 FixKind::SetArgument, "--novram"},
    KnownFailure{"gpu-memory", 10, "OutOfMemoryError", R"(OutOfMemoryError)", When::Always,
                 Gravity::Hinders,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "The graphics card's memory is full"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "A prompt needed more memory than the graphics card has."),
                 QT_TRANSLATE_NOOP(
                     "portico::KnownFailures",
                     "Keep models in the computer's memory (--novram), or make smaller pictures."),
                 FixKind::SetArgument, "--novram"},
    KnownFailure{"attention-memory", 11, "emptying cache and trying again",
                 R"(out of memory error, emptying cache and trying again)", When::Always,
                 Gravity::Tells,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Memory was short for a moment"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "ComfyUI ran short of graphics memory and helped itself."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "Nothing needs to be done.")},
    KnownFailure{"memory", 12, "os error 1455", R"(\(?os error 1455\)?)", When::Always,
                 Gravity::Stops,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "The computer's memory is full"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "Windows had no memory left: its paging file is too small."),
                 QT_TRANSLATE_NOOP(
                     "portico::KnownFailures",
                     "Keep nothing in memory between prompts (--cache-none), or make the paging "
                     "file larger."),
                 FixKind::SetArgument, "--cache-none"},
    KnownFailure{"memory", 12, "paging file is too small", R"(paging file is too small)",
                 When::Always, Gravity::Stops,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "The computer's memory is full"),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "Windows had no memory left: its paging file is too small."),
                 QT_TRANSLATE_NOOP(
                     "portico::KnownFailures",
                     "Keep nothing in memory between prompts (--cache-none), or make the paging "
                     "file larger."),
                 FixKind::SetArgument, "--cache-none"},
    KnownFailure{
        "torch-dll-amd", 21, "c10_hip.dll", R"(OSError: \[WinError .*(c10_hip\.dll))", When::Always,
        Gravity::Stops, QT_TRANSLATE_NOOP("portico::KnownFailures", "Windows cannot load torch"),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Windows cannot load %1, the part of torch for AMD graphics cards."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Install the newest driver of your AMD graphics card."),
        FixKind::OpenAddress, "https://www.amd.com/support"},
    KnownFailure{
        "torch-dll", 21, "OSError: [WinError ",
        R"re(OSError: \[WinError (?:126|1114|193)\].*[\\/]torch[\\/]lib[\\/](\S+?)")re",
        When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Windows cannot load torch"),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Windows cannot load %1, a part of torch."),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "Install the Microsoft Visual C++ Redistributable; if it is there already, "
            "repair torch."),
        FixKind::OpenAddress, "https://aka.ms/vc14/vc_redist.x64.exe"},
    KnownFailure{
        "torch-mixed", 0, "operator torchvision::nms does not exist",
        R"(operator torchvision::nms does not exist)", When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "torch and torchvision do not fit together"),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "torchvision is a build for another torch: something replaced one of the two."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Repair torch: both come back as one pair."),
        FixKind::RepairTorch},
    KnownFailure{
        "torch-libraries", 0, "cannot open shared object file",
        R"((lib(?:torch|c10|cudart|cudnn|cublas|nccl|nvrtc)[\w.-]*\.so[\d.]*): cannot open)",
        When::Always, Gravity::Stops,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "A part of torch is missing"),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "%1, a part of torch, cannot be found."),
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Repair torch."), FixKind::RepairTorch},
    KnownFailure{"cuda-13-wanted", 25, "You need pytorch with cu130 or higher",
                 R"(You need pytorch with cu130 or higher)", When::Always, Gravity::Tells,
                 QT_TRANSLATE_NOOP("portico::KnownFailures", "A newer build would be faster"),
                 QT_TRANSLATE_NOOP(
                     "portico::KnownFailures",
                     "ComfyUI has faster code for NVIDIA cards of the 20 series and newer, which "
                     "needs torch for CUDA 13."),
                 QT_TRANSLATE_NOOP("portico::KnownFailures",
                                   "Choose a build for CUDA 13, if your card and driver allow it."),
                 FixKind::ChangeBuild},
    KnownFailure{
        "many-gpus", 33, "Multiple NVIDIA GPUs",
        R"(Multiple NVIDIA GPUs (?:detected|are visible on Windows))", When::Always, Gravity::Tells,
        QT_TRANSLATE_NOOP("portico::KnownFailures", "Several graphics cards are in sight"),
        QT_TRANSLATE_NOOP(
            "portico::KnownFailures",
            "ComfyUI sees several NVIDIA graphics cards, which fails on Windows at times."),
        QT_TRANSLATE_NOOP("portico::KnownFailures",
                          "Show it the first one only; another can be chosen in the settings."),
        FixKind::SetGpu, "0"},
};

} // namespace

std::span<const KnownFailure> deviceFailures()
{
    return kRows;
}

} // namespace portico
