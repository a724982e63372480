// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/chooseaccelerator.h"

#include "core/hardware/candidates.h"
#include "core/hardware/cudarules.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ChooseAccelerator)
};

constexpr qint64 kSmallMemory = 3LL << 30; ///< below that, today's models do not fit

int vendorRank(GpuVendor vendor)
{
    switch (vendor) {
    case GpuVendor::Nvidia:
        return 4;
    case GpuVendor::Apple:
        return 3;
    case GpuVendor::Amd:
        return 2;
    case GpuVendor::Intel:
        return 1;
    case GpuVendor::Other:
        return 0;
    }
    Q_UNREACHABLE();
}

/** The best GPU has the most: runs now, a card of its own, enough memory, the vendor with the
 *  widest support in ComfyUI, newer than Volta, memory. */
auto rankOf(const Candidate &candidate, const Computer &computer)
{
    const Gpu &gpu = computer.gpus.at(candidate.gpu);
    const qint64 memory = gpu.vramTotal.value_or(kSmallMemory);
    const bool isModern = capabilityOf(gpu).value_or(kLeastForCuda13) >= kLeastForCuda13;
    return std::tuple(!gpu.isIntegrated || gpu.vendor == GpuVendor::Apple, memory >= kSmallMemory,
                      vendorRank(gpu.vendor), isModern, memory);
}

void explainOthers(AcceleratorChoice &choice, const QList<Candidate> &candidates,
                   const Computer &computer)
{
    const Gpu &chosen = computer.gpus.at(*choice.gpu);
    for (const Candidate &candidate : candidates) {
        const Gpu &gpu = computer.gpus.at(candidate.gpu);
        if (candidate.gpu == *choice.gpu || gpu.vendor == GpuVendor::Other)
            continue;
        if (!candidate.isSupported) {
            if (!gpu.isIntegrated)
                choice.reasons += candidate.whyNot;
        } else if (gpu.vendor != chosen.vendor) {
            if (!gpu.isIntegrated)
                choice.reasons += Text::tr("One build runs GPUs of one vendor: the %1 is better "
                                           "supported than the %2, which stays unused.")
                                      .arg(chosen.name, gpu.name);
        } else if (candidate.choice.accelerator.version < choice.accelerator.version
                   && gpu.vendor == GpuVendor::Nvidia
                   && capabilityOf(gpu).value_or(kLeastForCuda13) < kLeastForCuda13) {
            choice.reasons +=
                Text::tr("The %1 is too old for that build and stays unused.").arg(gpu.name);
            choice.changes +=
                Text::tr("If the %1 is the one to use, choose CUDA 12.6 by hand.").arg(gpu.name);
        }
    }
}

/**
 * HIP counts all AMD GPUs, also those that the build has no kernels for, and ComfyUI takes the
 * first. CUDA's own order is the fastest first, and torch leaves out what it cannot use.
 */
QString pickFor(const Candidate &best, const QList<Candidate> &candidates, const Computer &computer)
{
    const Gpu &chosen = computer.gpus.at(best.gpu);
    if (chosen.vendor != GpuVendor::Amd || chosen.index < 0)
        return {};
    const bool hasOther =
        std::any_of(candidates.begin(), candidates.end(), [&](const Candidate &other) {
            const AcceleratorChoice &choice = other.choice;
            return other.gpu != best.gpu && computer.gpus.at(other.gpu).vendor == chosen.vendor
                && (!other.isSupported || choice.torchTag != best.choice.torchTag
                    || choice.torchExtra != best.choice.torchExtra);
        });
    return hasOther ? QString::number(chosen.index) : QString();
}

AcceleratorChoice cpuChoice(const Computer &computer, const QList<Candidate> &candidates)
{
    AcceleratorChoice choice;
    addBuild(choice, computer);
    for (const Candidate &candidate : candidates) {
        if (!candidate.whyNot.isEmpty())
            choice.reasons += candidate.whyNot;
    }
    if (computer.os == Os::MacOS) {
        choice.readiness = Readiness::CannotRun;
        choice.reasons += Text::tr("PyTorch ended its builds for Intel Macs with version 2.2, and "
                                   "ComfyUI needs 2.7: no current ComfyUI runs on this Mac.");
        return choice;
    }
    if (candidates.isEmpty())
        choice.reasons += Text::tr("No GPU was found.");
    choice.reasons += Text::tr("ComfyUI runs on the processor then: everything works, but pictures "
                               "take minutes instead of seconds.");
    choice.changes +=
        Text::tr("An NVIDIA GPU of the GeForce 900 series or newer, an AMD GPU of the "
                 "RX 5000 series or newer, or an Intel Arc would be used.");
    if (computer.isWsl)
        choice.changes += Text::tr("Inside Windows (WSL) only NVIDIA GPUs are seen; the Windows "
                                   "version of Portico sees all.");
    if (computer.isContainer)
        choice.changes += Text::tr("This is a container: GPUs must be passed into it.");
    return choice;
}

} // namespace

AcceleratorChoice chooseAccelerator(const Computer &computer)
{
    QList<Candidate> candidates;
    for (qsizetype i = 0; i < computer.gpus.size(); ++i)
        candidates += candidateOf(computer, i);
    const Candidate *best = nullptr;
    for (const Candidate &candidate : candidates) {
        if (candidate.isSupported
            && (!best || rankOf(candidate, computer) > rankOf(*best, computer)))
            best = &candidate;
    }
    if (!best)
        return cpuChoice(computer, candidates);
    AcceleratorChoice choice = best->choice;
    choice.gpu = best->gpu;
    choice.gpuPick = pickFor(*best, candidates, computer);
    explainOthers(choice, candidates, computer);
    return choice;
}

AcceleratorChoice choiceByHand(const Computer &computer, const Accelerator &accelerator)
{
    const AcceleratorChoice own = chooseAccelerator(computer);
    for (qsizetype i = 0; i < computer.gpus.size(); ++i) {
        // The same kind: AMD's index and extra depend on the GPU.
        const Candidate candidate = candidateOf(computer, i);
        if (!candidate.isSupported || candidate.choice.accelerator.kind != accelerator.kind)
            continue;
        const bool isSameVersion =
            accelerator.version.isNull() || accelerator == candidate.choice.accelerator;
        if (!isSameVersion)
            continue;
        AcceleratorChoice choice = candidate.choice;
        choice.gpu = own.accelerator.kind == accelerator.kind ? own.gpu : std::optional(i);
        choice.reasons.prepend(Text::tr("Chosen by hand."));
        return choice;
    }
    AcceleratorChoice choice;
    choice.accelerator = accelerator;
    addBuild(choice, computer);
    choice.reasons += Text::tr("Chosen by hand.");
    if (accelerator.kind != own.accelerator.kind && accelerator.kind != AcceleratorKind::Cpu)
        choice.reasons += Text::tr("Portico sees no GPU here that runs it; what it sees suits %1.")
                              .arg(own.accelerator.title());
    choice.changes = own.changes;
    return choice;
}

} // namespace portico
