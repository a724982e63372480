// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/nvidiasmi.h"

#include "core/hardware/gputables.h"
#include "core/hardware/nvml.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr auto kTool = "nvidia-smi"_L1;

// The name stands last: it alone may hold commas.
constexpr auto kFields =
    "index,uuid,pci.bus_id,pci.device_id,compute_cap,memory.total,memory.free,driver_version,name"_L1;
constexpr auto kOldFields =
    "index,uuid,pci.bus_id,pci.device_id,memory.total,memory.free,driver_version,name"_L1;

QStringList programs(Os os)
{
    if (os == Os::Windows)
        return {u"C:\\Windows\\System32\\nvidia-smi.exe"_s,
                u"C:\\Program Files\\NVIDIA Corporation\\NVSMI\\nvidia-smi.exe"_s, u"nvidia-smi"_s};
    return {u"nvidia-smi"_s, u"/usr/lib/wsl/lib/nvidia-smi"_s};
}

ToolCall call(Os os, const QString &name, QLatin1StringView fields)
{
    return {.name = name,
            .programs = programs(os),
            .arguments = {"--query-gpu="_L1 + fields, u"--format=csv,noheader,nounits"_s}};
}

std::optional<qint64> mebibytes(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.section(u' ', 0, 0).toLongLong(&isNumber);
    if (!isNumber || number < 0 || number > (1LL << 40))
        return std::nullopt;
    return number << 20;
}

std::optional<ComputeCapability> capability(const QString &text)
{
    static const QRegularExpression form(u"^(\\d{1,2})\\.(\\d)$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return ComputeCapability{match.captured(1).toInt(), match.captured(2).toInt()};
}

/** "0x268410DE": device, then vendor. */
QString pciId(const QString &text)
{
    bool isNumber = false;
    const uint id = text.toUInt(&isNumber, 16);
    if (!isNumber || (id & 0xffff) != 0x10de)
        return {};
    return pciIdText(static_cast<quint16>(id & 0xffff), static_cast<quint16>(id >> 16));
}

std::optional<Gpu> gpuOf(const QString &line)
{
    static const QRegularExpression form(
        u"^\\s*(\\d{1,3}), *(GPU-[0-9a-f-]+|\\[[^\\]]*\\]), *([0-9A-Fa-f:.]+), *(0x[0-9A-Fa-f]+), *"
        "(?:(\\d{1,2}\\.\\d|\\[[^\\]]*\\]), *)?(\\d+|\\[[^\\]]*\\]), *(\\d+|\\[[^\\]]*\\]), *"
        "(\\d+[0-9.]*|\\[[^\\]]*\\]), *(.+?)\\s*$"_s);
    const auto match = form.match(line);
    if (!match.hasMatch())
        return std::nullopt;
    Gpu gpu;
    gpu.vendor = GpuVendor::Nvidia;
    gpu.index = match.captured(1).toInt();
    if (match.captured(2).startsWith(u'G'))
        gpu.uuid = match.captured(2);
    gpu.pciAddress = normalPciAddress(match.capturedView(3));
    gpu.pciId = pciId(match.captured(4));
    gpu.computeCapability = capability(match.captured(5));
    gpu.vramTotal = mebibytes(match.captured(6));
    gpu.vramFree = mebibytes(match.captured(7));
    if (!match.captured(8).startsWith(u'['))
        gpu.driver = match.captured(8);
    gpu.name = match.captured(9);
    gpu.sources = {kTool};
    return gpu;
}

bool knowsNoComputeCapability(const ToolAnswer &answer)
{
    return answer.exitCode != 0 && (answer.output + answer.errors).contains("compute_cap");
}

} // namespace

ToolCall nvidiaSmiCall(Os os)
{
    return call(os, u"nvidia-smi"_s, kFields);
}

ToolCall oldNvidiaSmiCall(Os os)
{
    return call(os, u"nvidia-smi-old"_s, kOldFields);
}

SourceReport parseNvidiaSmi(const QByteArray &output)
{
    SourceReport report{.source = kTool};
    const QString text = QString::fromUtf8(output);
    bool hasNonsense = false;
    for (const QStringView line : QStringView(text).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        if (const auto gpu = gpuOf(line.toString()))
            report.gpus += *gpu;
        else if (!line.contains("No devices were found"_L1))
            hasNonsense = true;
        if (report.gpus.size() >= 64)
            break;
    }
    if (hasNonsense)
        report.problems += toolSaidNonsense(kTool, output);
    report.isComplete = !report.gpus.isEmpty() && !hasNonsense;
    return report;
}

SourceReport readNvidiaSmi(const HardwareProbe &probe, const JobContext &job)
{
    const Os os = probe.os();
    auto answer = probe.run(nvidiaSmiCall(os), job);
    if (answer && knowsNoComputeCapability(*answer))
        answer = probe.run(oldNvidiaSmiCall(os), job);
    if (!answer)
        return reportOf(kTool, answer.error());
    SourceReport report{.source = kTool};
    if (answer->exitCode == 0)
        return parseNvidiaSmi(answer->output);
    report.problems += nvidiaTrouble(toolFailed(kTool, *answer));
    return report;
}

} // namespace portico
