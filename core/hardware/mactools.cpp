// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/mactools.h"

#include "core/hardware/gputables.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

GpuVendor vendorOf(const QJsonObject &item, const QString &name)
{
    const QString words = item.value("spdisplays_vendor"_L1).toString() + u' ' + name;
    const std::pair<QLatin1StringView, GpuVendor> kWords[] = {{"Apple"_L1, GpuVendor::Apple},
                                                              {"AMD"_L1, GpuVendor::Amd},
                                                              {"Radeon"_L1, GpuVendor::Amd},
                                                              {"Intel"_L1, GpuVendor::Intel},
                                                              {"NVIDIA"_L1, GpuVendor::Nvidia}};
    for (const auto &[word, vendor] : kWords) {
        if (words.contains(word, Qt::CaseInsensitive))
            return vendor;
    }
    return GpuVendor::Other;
}

quint16 pciVendor(GpuVendor vendor)
{
    switch (vendor) {
    case GpuVendor::Nvidia:
        return 0x10de;
    case GpuVendor::Amd:
        return 0x1002;
    case GpuVendor::Intel:
        return 0x8086;
    case GpuVendor::Apple:
        return 0x106b;
    case GpuVendor::Other:
        return 0;
    }
    Q_UNREACHABLE();
}

/** "4 GB", "1536 MB". */
std::optional<qint64> sizeOf(const QString &text)
{
    static const QRegularExpression form(u"^(\\d{1,6})\\s*(MB|GB)$"_s);
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1).toLongLong() << (match.captured(2) == "GB"_L1 ? 30 : 20);
}

} // namespace

ToolCall sysctlCall()
{
    return {.name = u"sysctl"_s,
            .programs = {u"/usr/sbin/sysctl"_s, u"sysctl"_s},
            .arguments = {u"machdep.cpu.brand_string"_s, u"hw.optional.arm64"_s,
                          u"sysctl.proc_translated"_s}};
}

SourceReport parseSysctl(const QByteArray &output)
{
    SourceReport report{.source = u"sysctl"_s};
    for (const QString &line : QString::fromUtf8(output).split(u'\n')) {
        const QString key = line.section(u':', 0, 0).trimmed();
        const QString value = line.section(u':', 1).trimmed();
        // Under Rosetta the brand is "VirtualApple @ 2.50GHz"; system_profiler has the real one.
        if (key == "machdep.cpu.brand_string"_L1 && value.startsWith("Apple "_L1))
            report.appleChip = value;
        else if (key == "sysctl.proc_translated"_L1)
            report.isRosetta = value == "1"_L1;
    }
    return report;
}

SourceReport readSysctl(const HardwareProbe &probe, const JobContext &job)
{
    const auto answer = probe.run(sysctlCall(), job);
    return answer ? parseSysctl(answer->output) : SourceReport{.source = u"sysctl"_s};
}

ToolCall systemProfilerCall()
{
    return {.name = u"system_profiler"_s,
            .programs = {u"/usr/sbin/system_profiler"_s, u"system_profiler"_s},
            .arguments = {u"-json"_s, u"SPDisplaysDataType"_s}};
}

SourceReport parseSystemProfiler(const QByteArray &output)
{
    SourceReport report{.source = u"system_profiler"_s};
    const QJsonObject document = QJsonDocument::fromJson(output.trimmed()).object();
    if (!document.value("SPDisplaysDataType"_L1).isArray()) {
        report.problems += toolSaidNonsense(report.source, output);
        return report;
    }
    for (const auto &value : document.value("SPDisplaysDataType"_L1).toArray()) {
        const QJsonObject item = value.toObject();
        Gpu gpu;
        gpu.name = item.value("sppci_model"_L1).toString();
        gpu.vendor = vendorOf(item, gpu.name);
        if (gpu.vendor == GpuVendor::Other)
            continue;
        bool isNumber = false;
        const ushort device =
            item.value("spdisplays_device-id"_L1).toString().toUShort(&isNumber, 0);
        if (isNumber)
            gpu.pciId = pciIdText(pciVendor(gpu.vendor), device);
        for (const auto key : {"spdisplays_vram"_L1, "_spdisplays_vram"_L1}) {
            if (!gpu.vramTotal)
                gpu.vramTotal = sizeOf(item.value(key).toString());
        }
        gpu.isIntegrated = item.value("sppci_bus"_L1).toString() == "spdisplays_builtin"_L1;
        gpu.sources = {report.source};
        if (gpu.vendor == GpuVendor::Apple)
            report.appleChip = gpu.name;
        report.gpus += gpu;
    }
    report.isComplete = true;
    return report;
}

SourceReport readSystemProfiler(const HardwareProbe &probe, const JobContext &job)
{
    return readTool(probe, systemProfilerCall(), parseSystemProfiler, job);
}

} // namespace portico
