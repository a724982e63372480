// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/detectcomputer.h"

#include "core/hardware/linuxfiles.h"
#include "core/hardware/mactools.h"
#include "core/hardware/mergegpus.h"
#include "core/hardware/nvidiasmi.h"
#include "core/hardware/nvml.h"
#include "core/hardware/rocmtools.h"
#include "core/hardware/sourceround.h"
#include "core/hardware/windowstools.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

// In order of trust, the slower ones with what makes them needless.
QList<Source> firstSources(Os os)
{
    const Source nvml{.name = u"nvml"_s, .read = readNvml};
    const Source smi{.name = u"nvidia-smi"_s, .read = readNvidiaSmi, .replacedBy = nvml.name};
    switch (os) {
    case Os::Linux:
        return {nvml,
                smi,
                {.name = u"sysfs"_s, .read = [](const HardwareProbe &probe, const JobContext &) {
                     return readLinuxFiles(probe);
                 }}};
    case Os::Windows:
        return {nvml,
                smi,
                {.name = u"adapters"_s, .read = readAdapters},
                {.name = u"cim"_s, .read = readCim, .replacedBy = u"adapters"_s},
                {.name = u"registry"_s, .read = readRegistry, .replacedBy = u"adapters"_s}};
    case Os::MacOS:
        return {{.name = u"system_profiler"_s, .read = readSystemProfiler},
                {.name = u"sysctl"_s, .read = readSysctl}};
    }
    Q_UNREACHABLE();
}

/** ROCm's tools are slow to start; the kernel's files mostly know all they do. */
bool needsRocmTools(const QList<SourceReport> &reports)
{
    const QList<Gpu> gpus = mergeGpus(reports);
    return std::any_of(gpus.begin(), gpus.end(), [](const Gpu &gpu) {
        return gpu.vendor == GpuVendor::Amd && (gpu.gfx.isEmpty() || !gpu.vramTotal);
    });
}

QList<Source> rocmSources()
{
    return {{.name = u"rocminfo"_s, .read = readRocmInfo},
            {.name = u"rocm-smi"_s, .read = readRocmSmi}};
}

bool isNvidiaSource(const SourceReport &report)
{
    return report.source == "nvml"_L1 || report.source == "nvidia-smi"_L1;
}

/** Tools that a removed NVIDIA card left behind complain; where a source listed all GPUs and none
 * is NVIDIA's, nobody needs to hear of it. */
bool mayHaveNvidia(const QList<SourceReport> &reports, const QList<Gpu> &gpus)
{
    const bool isListed = std::any_of(reports.begin(), reports.end(), [](const auto &report) {
        return report.isComplete && !isNvidiaSource(report);
    });
    return !isListed || std::any_of(gpus.begin(), gpus.end(), [](const Gpu &gpu) {
        return gpu.vendor == GpuVendor::Nvidia;
    });
}

/** A tool's failure matters while another source has not told the same things. */
void addProblems(Computer &computer, const QList<SourceReport> &reports)
{
    const bool hasNvml = std::any_of(reports.begin(), reports.end(), [](const auto &report) {
        return isNvidiaSource(report) && report.isComplete;
    });
    const bool hearsNvidia = !hasNvml && mayHaveNvidia(reports, computer.gpus);
    for (const SourceReport &report : reports) {
        if (isNvidiaSource(report) && !hearsNvidia)
            continue;
        for (const Error &problem : report.problems) {
            const bool isTold =
                std::any_of(computer.problems.begin(), computer.problems.end(),
                            [&](const Error &told) { return told.message == problem.message; });
            if (!isTold)
                computer.problems += problem;
        }
    }
}

void addFacts(Computer &computer, const QList<SourceReport> &reports)
{
    for (const SourceReport &report : reports) {
        computer.isWsl = computer.isWsl || report.isWsl;
        computer.isContainer = computer.isContainer || report.isContainer;
        computer.isRosetta = computer.isRosetta || report.isRosetta;
        if (computer.board.isEmpty())
            computer.board = report.board;
        if (computer.appleChip.isEmpty())
            computer.appleChip = report.appleChip;
    }
    if (!computer.appleChip.isEmpty() && computer.os == Os::MacOS)
        computer.architecture = Architecture::Arm64;
}

/** Apple Silicon has its GPU in the chip: system_profiler is not needed to know it. */
void addAppleGpu(Computer &computer)
{
    const bool isKnown = std::any_of(computer.gpus.begin(), computer.gpus.end(),
                                     [](const Gpu &gpu) { return gpu.vendor == GpuVendor::Apple; });
    if (computer.appleChip.isEmpty() || isKnown)
        return;
    computer.gpus.prepend({.vendor = GpuVendor::Apple,
                           .name = computer.appleChip,
                           .generation = GpuGeneration::AppleSilicon});
    computer.gpus.first().isIntegrated = true;
    computer.gpus.first().index = 0;
    computer.gpus.first().sources = {u"sysctl"_s};
}

} // namespace

Result<Computer> detectComputer(const std::shared_ptr<const HardwareProbe> &probe,
                                const JobContext &job, std::chrono::milliseconds toolLimit)
{
    const SystemFacts facts = probe->facts();
    QList<SourceReport> reports = askSources(firstSources(facts.os), probe, job, toolLimit);
    if (!job.isCancelled() && facts.os == Os::Linux && needsRocmTools(reports))
        reports += askSources(rocmSources(), probe, job, toolLimit);
    if (job.isCancelled())
        return cancelledError();
    Computer computer;
    computer.os = facts.os;
    computer.osTitle = facts.osTitle;
    computer.osVersion = facts.osVersion;
    computer.architecture = facts.architecture;
    computer.memory = facts.memory;
    computer.libraryDisk = facts.libraryDisk;
    computer.gpus = mergeGpus(reports);
    addFacts(computer, reports);
    addAppleGpu(computer);
    addProblems(computer, reports);
    return computer;
}

} // namespace portico
