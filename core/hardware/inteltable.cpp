// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/gputables.h"

using namespace Qt::StringLiterals;

namespace portico {

namespace {

enum class Place { Card, Processor };

struct IntelRange
{
    quint16 first;
    quint16 last;
    GpuGeneration generation;
    Place place;
    QLatin1StringView name;
};

// The kernel's include/drm/intel/pciids.h and Mesa's intel device table. First match counts.
constexpr IntelRange kIntelRanges[] = {
    {0x56a0, 0x56a0, GpuGeneration::IntelArc, Place::Card, "Intel Arc A770"_L1},
    {0x56a1, 0x56a1, GpuGeneration::IntelArc, Place::Card, "Intel Arc A750"_L1},
    {0x56a2, 0x56a2, GpuGeneration::IntelArc, Place::Card, "Intel Arc A580"_L1},
    {0x56a5, 0x56a5, GpuGeneration::IntelArc, Place::Card, "Intel Arc A380"_L1},
    {0x56a6, 0x56a6, GpuGeneration::IntelArc, Place::Card, "Intel Arc A310"_L1},
    {0x56c0, 0x56c2, GpuGeneration::IntelServer, Place::Card, "Intel Data Center GPU Flex"_L1},
    {0x4f80, 0x4f88, GpuGeneration::IntelArc, Place::Card, "Intel Arc"_L1},
    {0x5690, 0x56bf, GpuGeneration::IntelArc, Place::Card, "Intel Arc A-Series"_L1},
    {0xe20b, 0xe20b, GpuGeneration::IntelArc, Place::Card, "Intel Arc B580"_L1},
    {0xe20c, 0xe20c, GpuGeneration::IntelArc, Place::Card, "Intel Arc B570"_L1},
    {0xe211, 0xe211, GpuGeneration::IntelArc, Place::Card, "Intel Arc Pro B60"_L1},
    {0xe212, 0xe212, GpuGeneration::IntelArc, Place::Card, "Intel Arc Pro B50"_L1},
    {0xe200, 0xe22f, GpuGeneration::IntelArc, Place::Card, "Intel Arc B-Series"_L1},
    {0x0bd0, 0x0bdb, GpuGeneration::IntelServer, Place::Card, "Intel Data Center GPU Max"_L1},
    {0x7d55, 0x7d55, GpuGeneration::IntelArc, Place::Processor, "Intel Arc Graphics"_L1},
    {0x7dd5, 0x7dd5, GpuGeneration::IntelArc, Place::Processor, "Intel Arc Graphics"_L1},
    {0x7d51, 0x7d51, GpuGeneration::IntelArc, Place::Processor, "Intel Arc 140T"_L1},
    {0x7dd1, 0x7dd1, GpuGeneration::IntelArc, Place::Processor, "Intel Arc 130T"_L1},
    {0x64a0, 0x64a0, GpuGeneration::IntelArc, Place::Processor, "Intel Arc 140V"_L1},
    {0x6420, 0x6420, GpuGeneration::IntelArc, Place::Processor, "Intel Arc 130V"_L1},
    {0xb080, 0xb0bf, GpuGeneration::IntelArc, Place::Processor, "Intel Arc Graphics"_L1},
    {0x7d40, 0x7d67, GpuGeneration::IntelXe, Place::Processor, "Intel Graphics"_L1},
    {0x4905, 0x4909, GpuGeneration::IntelXe, Place::Card, "Intel Iris Xe MAX"_L1},
    {0x9a40, 0x9aff, GpuGeneration::IntelXe, Place::Processor, "Intel Iris Xe"_L1},
    {0x4600, 0x46ff, GpuGeneration::IntelXe, Place::Processor, "Intel Xe Graphics"_L1},
    {0xa700, 0xa7ff, GpuGeneration::IntelXe, Place::Processor, "Intel Xe Graphics"_L1},
};

const IntelRange *rangeOf(quint16 device)
{
    for (const IntelRange &range : kIntelRanges) {
        if (device >= range.first && device <= range.last)
            return &range;
    }
    return nullptr;
}

bool hasWord(const QString &name, QLatin1StringView word)
{
    return name.contains(word, Qt::CaseInsensitive);
}

} // namespace

GpuGeneration intelGeneration(quint16 device, const QString &name)
{
    if (const IntelRange *range = rangeOf(device))
        return range->generation;
    if (hasWord(name, "Data Center"_L1))
        return GpuGeneration::IntelServer;
    // "Arc(TM)", but not the "arc" inside another word.
    if (hasWord(name, "Arc("_L1) || hasWord(name, " Arc "_L1) || name.endsWith(" Arc"_L1))
        return GpuGeneration::IntelArc;
    if (hasWord(name, "Xe"_L1))
        return GpuGeneration::IntelXe;
    return device == 0 && name.isEmpty() ? GpuGeneration::Unknown : GpuGeneration::IntelOld;
}

bool isIntegratedIntel(quint16 device, const QString &name)
{
    if (const IntelRange *range = rangeOf(device))
        return range->place == Place::Processor;
    const GpuGeneration generation = intelGeneration(device, name);
    return generation != GpuGeneration::IntelArc && generation != GpuGeneration::IntelServer;
}

QString intelNameOfPci(quint16 device)
{
    const IntelRange *range = rangeOf(device);
    if (range)
        return QString(range->name);
    return device == 0 ? QString() : u"Intel HD Graphics"_s;
}

} // namespace portico
