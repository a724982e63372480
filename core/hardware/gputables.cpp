// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/gputables.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct NvidiaRange
{
    quint16 first;
    quint16 last;
    GpuGeneration generation;
};

// Ranges of the chips' device ids; laptop and workstation models share their chip's range.
constexpr NvidiaRange kNvidiaRanges[] = {
    {0x0005, 0x133f, GpuGeneration::NvidiaOld}, // up to Kepler: GK104 1180.., GK208 1280..
    {0x1340, 0x14ff, GpuGeneration::Maxwell},   // GM108, GM107, GM204, GM206
    {0x15f0, 0x15ff, GpuGeneration::Pascal},    // GP100
    {0x1600, 0x17ff, GpuGeneration::Maxwell},   // GM204M, GM107M, GM200
    {0x1b00, 0x1d7f, GpuGeneration::Pascal},    // GP102 to GP108
    {0x1d80, 0x1dff, GpuGeneration::Volta},     // GV100
    {0x1e00, 0x1fff, GpuGeneration::Turing},    // TU102, TU104, TU106, TU117
    {0x2080, 0x20ff, GpuGeneration::Ampere},    // GA100
    {0x2180, 0x21ff, GpuGeneration::Turing},    // TU116
    {0x2200, 0x22ff, GpuGeneration::Ampere},    // GA102
    {0x2300, 0x23ff, GpuGeneration::Hopper},    // GH100
    {0x2400, 0x25ff, GpuGeneration::Ampere},    // GA103, GA104, GA106, GA107
    {0x2600, 0x28ff, GpuGeneration::Ada},       // AD102 to AD107
    {0x2900, 0x32ff, GpuGeneration::Blackwell}, // GB100, GB202 to GB207, GB10, GB300
};

} // namespace

GpuVendor vendorOfPci(quint16 vendor)
{
    switch (vendor) {
    case 0x10de:
        return GpuVendor::Nvidia;
    case 0x1002:
        return GpuVendor::Amd;
    case 0x8086:
        return GpuVendor::Intel;
    case 0x106b:
        return GpuVendor::Apple;
    default:
        return GpuVendor::Other;
    }
}

// https://developer.nvidia.com/cuda-gpus
GpuGeneration generationOf(const ComputeCapability &capability)
{
    if (capability.major <= 0)
        return GpuGeneration::Unknown;
    if (capability.major < 5)
        return GpuGeneration::NvidiaOld;
    if (capability.major == 5)
        return GpuGeneration::Maxwell;
    if (capability.major == 6)
        return GpuGeneration::Pascal;
    if (capability.major == 7)
        return capability.minor < 5 ? GpuGeneration::Volta : GpuGeneration::Turing;
    if (capability.major == 8)
        return capability.minor == 9 ? GpuGeneration::Ada : GpuGeneration::Ampere;
    return capability.major == 9 ? GpuGeneration::Hopper : GpuGeneration::Blackwell;
}

GpuGeneration nvidiaGenerationOfPci(quint16 device)
{
    for (const NvidiaRange &range : kNvidiaRanges) {
        if (device >= range.first && device <= range.last)
            return range.generation;
    }
    return GpuGeneration::Unknown;
}

std::optional<ComputeCapability> leastCapabilityOf(GpuGeneration generation)
{
    constexpr std::pair<GpuGeneration, ComputeCapability> kLeast[] = {
        {GpuGeneration::NvidiaOld, {3, 0}}, {GpuGeneration::Maxwell, {5, 0}},
        {GpuGeneration::Pascal, {6, 0}},    {GpuGeneration::Volta, {7, 0}},
        {GpuGeneration::Turing, {7, 5}},    {GpuGeneration::Ampere, {8, 0}},
        {GpuGeneration::Ada, {8, 9}},       {GpuGeneration::Hopper, {9, 0}},
        {GpuGeneration::Blackwell, {10, 0}}};
    for (const auto &[known, capability] : kLeast) {
        if (known == generation)
            return capability;
    }
    return std::nullopt;
}

quint16 pciDeviceOf(const Gpu &gpu)
{
    return gpu.pciId.section(u':', 1).toUShort(nullptr, 16);
}

QString pciIdText(quint16 vendor, quint16 device)
{
    return u"%1:%2"_s.arg(vendor, 4, 16, QChar(u'0')).arg(device, 4, 16, QChar(u'0'));
}

QString normalPciAddress(QStringView address)
{
    static const QRegularExpression form(
        u"^(?:[0-9a-f]{0,4}([0-9a-f]{4}):)?([0-9a-f]{2}):([0-9a-f]{2})\\.([0-7])$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(address.trimmed().toString());
    if (!match.hasMatch())
        return {};
    const QString domain = match.captured(1).isEmpty() ? u"0000"_s : match.captured(1);
    return u"%1:%2:%3.%4"_s.arg(domain, match.captured(2), match.captured(3), match.captured(4))
        .toLower();
}

void completeFromTables(Gpu &gpu)
{
    const quint16 device = pciDeviceOf(gpu);
    if (gpu.vendor == GpuVendor::Nvidia) {
        gpu.generation = gpu.computeCapability ? generationOf(*gpu.computeCapability)
                                               : nvidiaGenerationOfPci(device);
    } else if (gpu.vendor == GpuVendor::Amd) {
        if (gpu.gfx.isEmpty())
            gpu.gfx = gfxOfPci(device);
        gpu.generation = generationOfGfx(gpu.gfx);
        gpu.isIntegrated = gpu.isIntegrated || isIntegratedGfx(gpu.gfx);
    } else if (gpu.vendor == GpuVendor::Intel) {
        gpu.generation = intelGeneration(device, gpu.name);
        gpu.isIntegrated = isIntegratedIntel(device, gpu.name);
        if (gpu.name.isEmpty())
            gpu.name = intelNameOfPci(device);
    } else if (gpu.vendor == GpuVendor::Apple) {
        gpu.generation = GpuGeneration::AppleSilicon;
        gpu.isIntegrated = true;
    }
    if (gpu.name.isEmpty() && device != 0)
        gpu.name = u"%1 GPU (%2)"_s.arg(vendorTitle(gpu.vendor), gpu.pciId.section(u':', 1));
    if (gpu.name.isEmpty())
        gpu.name = vendorTitle(gpu.vendor) + " GPU"_L1;
}

} // namespace portico
