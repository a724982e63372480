// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/windowstools.h"

#include "core/hardware/gputables.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** "PCI\VEN_10DE&DEV_2684&SUBSYS_…" */
QString pciIdOf(const QString &device)
{
    static const QRegularExpression form(u"VEN_([0-9A-F]{4})&DEV_([0-9A-F]{4})"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(device);
    return match.hasMatch() ? (match.captured(1) + u':' + match.captured(2)).toLower() : QString();
}

GpuVendor vendorOf(const QString &pciId)
{
    return vendorOfPci(pciId.section(u':', 0, 0).toUShort(nullptr, 16));
}

bool isGpu(GpuVendor vendor)
{
    return vendor == GpuVendor::Nvidia || vendor == GpuVendor::Amd || vendor == GpuVendor::Intel;
}

} // namespace

QString vendorDriverVersion(GpuVendor vendor, const QString &windowsVersion)
{
    static const QRegularExpression form(u"^\\d+\\.\\d+\\.\\d+\\.\\d{4,5}$"_s);
    if (vendor != GpuVendor::Nvidia || !form.match(windowsVersion).hasMatch())
        return windowsVersion;
    const QString digits = QString(windowsVersion).remove(u'.').right(5);
    return digits.left(3) + u'.' + digits.right(2);
}

ToolCall adaptersCall()
{
    return {.name = u"adapters"_s,
            .programs = {u"portico-helper"_s},
            .arguments = {u"hardware"_s, u"adapters"_s}};
}

SourceReport parseAdapters(const QByteArray &output)
{
    SourceReport report{.source = u"dxgi"_s};
    const QJsonObject answer = QJsonDocument::fromJson(output.trimmed()).object();
    if (!answer.value("adapters"_L1).isArray()) {
        report.problems += toolSaidNonsense(u"DXGI"_s, output);
        return report;
    }
    for (const auto &value : answer.value("adapters"_L1).toArray()) {
        const QJsonObject adapter = value.toObject();
        const auto vendor = static_cast<quint16>(adapter.value("vendorId"_L1).toInt());
        Gpu gpu;
        gpu.vendor = vendorOfPci(vendor);
        if (!isGpu(gpu.vendor) || adapter.value("isSoftware"_L1).toBool())
            continue;
        gpu.pciId = pciIdText(vendor, static_cast<quint16>(adapter.value("deviceId"_L1).toInt()));
        gpu.name = adapter.value("name"_L1).toString().trimmed();
        if (const qint64 memory = adapter.value("dedicatedMemory"_L1).toInteger(); memory > 0)
            gpu.vramTotal = memory;
        gpu.driver = vendorDriverVersion(gpu.vendor, adapter.value("driver"_L1).toString());
        gpu.sources = {u"dxgi"_s};
        report.gpus += gpu;
    }
    report.isComplete = true;
    return report;
}

SourceReport readAdapters(const HardwareProbe &probe, const JobContext &job)
{
    return readTool(probe, adaptersCall(), parseAdapters, job);
}

ToolCall cimCall()
{
    return {.name = u"cim"_s,
            .programs = {u"C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe"_s,
                         u"powershell"_s},
            .arguments = {u"-NoProfile"_s, u"-NonInteractive"_s, u"-Command"_s,
                          u"[Console]::OutputEncoding=[Text.Encoding]::UTF8; "
                          "Get-CimInstance Win32_VideoController | Select-Object "
                          "Name,PNPDeviceID,DriverVersion,AdapterRAM,ConfigManagerErrorCode | "
                          "ConvertTo-Json -Compress"_s}};
}

SourceReport parseCim(const QByteArray &output)
{
    SourceReport report{.source = u"cim"_s};
    const QJsonDocument document = QJsonDocument::fromJson(output.trimmed());
    if (document.isNull()) {
        report.problems += toolSaidNonsense(u"PowerShell"_s, output);
        return report;
    }
    // PowerShell writes a list of one as the one.
    const QJsonArray controllers =
        document.isArray() ? document.array() : QJsonArray{document.object()};
    for (const auto &value : controllers) {
        const QJsonObject controller = value.toObject();
        Gpu gpu;
        gpu.pciId = pciIdOf(controller.value("PNPDeviceID"_L1).toString());
        gpu.vendor = vendorOf(gpu.pciId);
        if (!isGpu(gpu.vendor))
            continue;
        gpu.name = controller.value("Name"_L1).toString().trimmed();
        gpu.driver =
            vendorDriverVersion(gpu.vendor, controller.value("DriverVersion"_L1).toString());
        const qint64 memory = controller.value("AdapterRAM"_L1).toInteger();
        if (memory > 0 && memory < 0xfff0'0000LL)
            gpu.vramTotal = memory;
        gpu.sources = {u"cim"_s};
        report.gpus += gpu;
    }
    report.isComplete = true;
    return report;
}

SourceReport readCim(const HardwareProbe &probe, const JobContext &job)
{
    return readTool(probe, cimCall(), parseCim, job);
}

ToolCall registryCall()
{
    return {.name = u"registry"_s,
            .programs = {u"C:\\Windows\\System32\\reg.exe"_s, u"reg"_s},
            .arguments = {u"query"_s,
                          u"HKLM\\SYSTEM\\CurrentControlSet\\Control\\Class\\"
                          "{4d36e968-e325-11ce-bfc1-08002be10318}"_s,
                          u"/s"_s}};
}

SourceReport parseRegistry(const QByteArray &output)
{
    SourceReport report{.source = u"registry"_s};
    static const QRegularExpression adapterKey(u"\\\\\\d{4}\\s*$"_s);
    static const QRegularExpression entry(u"^ {4}(\\S+) {4}REG_(\\w+) {4}(.*?)\\s*$"_s);
    QList<Gpu> adapters;
    bool isInAdapter = false;
    for (const QString &line : QString::fromUtf8(output).split(u'\n')) {
        if (line.startsWith("HKEY_"_L1)) {
            isInAdapter = adapterKey.match(line).hasMatch();
            if (isInAdapter)
                adapters += Gpu{};
            continue;
        }
        const auto match = entry.match(line);
        if (!isInAdapter || !match.hasMatch())
            continue;
        Gpu &gpu = adapters.last();
        const QString name = match.captured(1);
        const QString value = match.captured(3);
        if (name == "DriverDesc"_L1)
            gpu.name = value;
        else if (name == "MatchingDeviceId"_L1)
            gpu.pciId = pciIdOf(value);
        else if (name == "DriverVersion"_L1)
            gpu.driver = value;
        else if (name == "HardwareInformation.qwMemorySize"_L1)
            gpu.vramTotal = value.toLongLong(nullptr, 0);
    }
    for (Gpu &gpu : adapters) {
        gpu.vendor = vendorOf(gpu.pciId);
        gpu.driver = vendorDriverVersion(gpu.vendor, gpu.driver);
        gpu.sources = {u"registry"_s};
        if (isGpu(gpu.vendor))
            report.gpus += gpu;
    }
    return report;
}

SourceReport readRegistry(const HardwareProbe &probe, const JobContext &job)
{
    const auto answer = probe.run(registryCall(), job);
    if (!answer)
        return reportOf(u"registry"_s, answer.error());
    // It ends with 1 when it may not read one of the keys; the others are printed. What it lacks is
    // no problem: other sources list the GPUs.
    return parseRegistry(answer->output);
}

} // namespace portico
