// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/nvml.h"

#include "core/hardware/gputables.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Nvml)
};

constexpr auto kSource = "nvml"_L1;
constexpr int kDriverNotLoaded = 9; ///< NVML_ERROR_DRIVER_NOT_LOADED

std::optional<qint64> size(const QJsonValue &value)
{
    const qint64 bytes = value.toInteger(-1);
    return bytes < 0 ? std::nullopt : std::optional(bytes);
}

std::optional<ComputeCapability> capability(const QString &text)
{
    static const QRegularExpression form(u"^(\\d{1,2})\\.(\\d{1,2})$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return ComputeCapability{match.captured(1).toInt(), match.captured(2).toInt()};
}

Gpu gpuOf(const QJsonObject &object, const QString &driver)
{
    Gpu gpu;
    gpu.vendor = GpuVendor::Nvidia;
    gpu.index = object.value("index"_L1).toInt(-1);
    gpu.name = object.value("name"_L1).toString();
    gpu.uuid = object.value("uuid"_L1).toString();
    gpu.pciAddress = normalPciAddress(object.value("pciAddress"_L1).toString());
    gpu.pciId = object.value("pciId"_L1).toString();
    gpu.computeCapability = capability(object.value("computeCapability"_L1).toString());
    gpu.vramTotal = size(object.value("vramTotal"_L1));
    gpu.vramFree = size(object.value("vramFree"_L1));
    for (const auto &partition : object.value("partitions"_L1).toArray())
        gpu.partitions += partition.toString();
    gpu.driver = driver;
    gpu.sources = {kSource};
    return gpu;
}

Error failed(const QJsonObject &answer)
{
    return nvidiaTrouble(toolFailed(u"NVML"_s, answer.value("error"_L1).toString(),
                                    u"NVML code %1"_s.arg(answer.value("code"_L1).toInt())));
}

} // namespace

ToolCall nvmlCall()
{
    return {.name = kSource,
            .programs = {u"portico-helper"_s},
            .arguments = {u"hardware"_s, u"nvml"_s}};
}

SourceReport parseNvml(const QByteArray &output)
{
    SourceReport report{.source = kSource};
    const QJsonDocument document = QJsonDocument::fromJson(output.trimmed());
    const QJsonObject answer = document.object();
    if (!answer.value("library"_L1).isBool()) {
        report.problems += toolSaidNonsense(u"NVML"_s, output);
        return report;
    }
    if (!answer.value("library"_L1).toBool())
        return report;
    if (answer.contains("error"_L1)) {
        // A library without its driver is what a removed card leaves behind: the files tell.
        if (answer.value("code"_L1).toInt() != kDriverNotLoaded)
            report.problems += failed(answer);
        return report;
    }
    const QString driver = answer.value("driver"_L1).toString();
    for (const auto &gpu : answer.value("gpus"_L1).toArray())
        report.gpus += gpuOf(gpu.toObject(), driver);
    for (const auto &lost : answer.value("lost"_L1).toArray())
        report.problems += toolFailed(u"NVML"_s, lost.toString(), {});
    report.isComplete = !report.gpus.isEmpty();
    return report;
}

SourceReport readNvml(const HardwareProbe &probe, const JobContext &job)
{
    const auto answer = probe.run(nvmlCall(), job);
    if (!answer)
        return reportOf(kSource, answer.error());
    if (answer->exitCode == 0)
        return parseNvml(answer->output);
    SourceReport report{.source = kSource};
    report.problems += toolFailed(u"NVML"_s, *answer);
    return report;
}

Error nvidiaTrouble(Error error)
{
    if (error.message.contains("version mismatch"_L1, Qt::CaseInsensitive)) {
        error.message = Text::tr("The NVIDIA driver was updated while it was running: its parts do "
                                 "not fit together until the computer is restarted.");
        error.nextStep = Text::tr("Restart the computer.");
    } else if (error.message.contains("communicate with the NVIDIA driver"_L1)) {
        error.message = Text::tr("NVIDIA's tools are here, but the NVIDIA driver does not run.");
        error.nextStep = Text::tr("Install the NVIDIA driver again and restart the computer.");
    }
    return error;
}

} // namespace portico
