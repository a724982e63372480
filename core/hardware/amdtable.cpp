// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/gputables.h"

#include <QLatin1StringView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct AmdRange
{
    quint16 first;
    quint16 last;
    QLatin1StringView gfx;
};

// Device ids: the PCI ID database and the kernel's amdgpu_drv.c; gfx names: LLVM's AMDGPU table.
constexpr AmdRange kAmdRanges[] = {
    {0x1114, 0x1114, "gfx1152"_L1}, // Krackan Point
    {0x1309, 0x131d, "gfx700"_L1},  // Kaveri
    {0x1435, 0x1435, "gfx1033"_L1}, // Steam Deck OLED
    {0x1506, 0x1506, "gfx1036"_L1}, // Mendocino
    {0x150e, 0x150e, "gfx1150"_L1}, // Strix Point
    {0x1586, 0x1586, "gfx1151"_L1}, // Strix Halo
    {0x15bf, 0x15bf, "gfx1103"_L1}, // Phoenix: 780M, 760M
    {0x15c8, 0x15c8, "gfx1103"_L1}, // Phoenix 2: 740M
    {0x15d8, 0x15dd, "gfx902"_L1},  // Raven Ridge, Picasso
    {0x15e7, 0x15e7, "gfx90c"_L1},  // Barcelo
    {0x1636, 0x1638, "gfx90c"_L1},  // Renoir, Cezanne
    {0x163f, 0x163f, "gfx1033"_L1}, // Van Gogh
    {0x164c, 0x164c, "gfx90c"_L1},  // Lucienne
    {0x164d, 0x164e, "gfx1036"_L1}, // Raphael
    {0x1681, 0x1681, "gfx1035"_L1}, // Rembrandt: 680M
    {0x13c0, 0x13c0, "gfx1036"_L1}, // Granite Ridge
    {0x1900, 0x1901, "gfx1103"_L1}, // Hawk Point
    {0x6600, 0x665f, "gfx601"_L1},  // Oland, Bonaire
    {0x66a0, 0x66af, "gfx906"_L1},  // Vega 20: Radeon VII, MI50, MI60
    {0x6780, 0x683f, "gfx600"_L1},  // Tahiti to Cape Verde, but for the Polaris ids below
    {0x6860, 0x687f, "gfx900"_L1},  // Vega 10
    {0x6900, 0x699f, "gfx803"_L1},  // Topaz, Tonga, Polaris 12
    {0x69a0, 0x69af, "gfx904"_L1},  // Vega 12
    {0x6fdf, 0x6fdf, "gfx803"_L1},  // Polaris 20 XL
    {0x7300, 0x730f, "gfx803"_L1},  // Fiji
    {0x7310, 0x731f, "gfx1010"_L1}, // Navi 10: RX 5600, 5700
    {0x7340, 0x735f, "gfx1012"_L1}, // Navi 14: RX 5500
    {0x7360, 0x7362, "gfx1011"_L1}, // Navi 12
    {0x7388, 0x7390, "gfx908"_L1},  // MI100
    {0x73a0, 0x73bf, "gfx1030"_L1}, // Navi 21: RX 6800, 6900
    {0x73c0, 0x73df, "gfx1031"_L1}, // Navi 22: RX 6700
    {0x73e0, 0x73ff, "gfx1032"_L1}, // Navi 23: RX 6600
    {0x7408, 0x7410, "gfx90a"_L1},  // MI200
    {0x7420, 0x743f, "gfx1034"_L1}, // Navi 24: RX 6400, 6500
    {0x7440, 0x745f, "gfx1100"_L1}, // Navi 31: RX 7900
    {0x7460, 0x747f, "gfx1101"_L1}, // Navi 32: RX 7700, 7800, V710
    {0x7480, 0x749f, "gfx1102"_L1}, // Navi 33: RX 7600
    {0x74a0, 0x74bf, "gfx942"_L1},  // MI300, MI325
    {0x7550, 0x755f, "gfx1201"_L1}, // Navi 48: RX 9070, R9700
    {0x7590, 0x759f, "gfx1200"_L1}, // Navi 44: RX 9060
    {0x75a0, 0x75bf, "gfx950"_L1},  // MI350
    {0x9830, 0x98ff, "gfx801"_L1},  // Mullins, Carrizo
};

// Polaris lies inside the older range.
constexpr AmdRange kPolaris[] = {{0x67c0, 0x67ff, "gfx803"_L1}};

QString gfxIn(const auto &ranges, quint16 device)
{
    for (const AmdRange &range : ranges) {
        if (device >= range.first && device <= range.last)
            return QString(range.gfx);
    }
    return {};
}

} // namespace

QString gfxOfPci(quint16 device)
{
    const QString polaris = gfxIn(kPolaris, device);
    return polaris.isEmpty() ? gfxIn(kAmdRanges, device) : polaris;
}

GpuGeneration generationOfGfx(const QString &gfx)
{
    if (gfx.isEmpty())
        return GpuGeneration::Unknown;
    constexpr std::pair<QLatin1StringView, GpuGeneration> kBeginnings[] = {
        {"gfx908"_L1, GpuGeneration::Cdna},   {"gfx90a"_L1, GpuGeneration::Cdna},
        {"gfx94"_L1, GpuGeneration::Cdna},    {"gfx95"_L1, GpuGeneration::Cdna},
        {"gfx90"_L1, GpuGeneration::Vega},    {"gfx101"_L1, GpuGeneration::Rdna1},
        {"gfx103"_L1, GpuGeneration::Rdna2},  {"gfx110"_L1, GpuGeneration::Rdna3},
        {"gfx115"_L1, GpuGeneration::Rdna35}, {"gfx120"_L1, GpuGeneration::Rdna4},
        {"gfx6"_L1, GpuGeneration::AmdOld},   {"gfx7"_L1, GpuGeneration::AmdOld},
        {"gfx8"_L1, GpuGeneration::AmdOld}};
    for (const auto &[beginning, generation] : kBeginnings) {
        if (gfx.startsWith(beginning))
            return generation;
    }
    return GpuGeneration::Unknown;
}

QString gfxOfTargetVersion(int version)
{
    const int major = version / 10'000;
    if (major < 6)
        return {};
    const int minor = version / 100 % 100;
    const int step = version % 100;
    return "gfx"_L1 + QString::number(major) + QString::number(minor, 16)
        + QString::number(step, 16);
}

bool isIntegratedGfx(const QString &gfx)
{
    constexpr QLatin1StringView kIntegrated[] = {
        "gfx700"_L1,  "gfx801"_L1,  "gfx902"_L1,  "gfx909"_L1,  "gfx90c"_L1,
        "gfx1013"_L1, "gfx1033"_L1, "gfx1035"_L1, "gfx1036"_L1, "gfx1103"_L1,
        "gfx1150"_L1, "gfx1151"_L1, "gfx1152"_L1, "gfx1153"_L1};
    return std::any_of(std::begin(kIntegrated), std::end(kIntegrated),
                       [&](QLatin1StringView known) { return gfx == known; });
}

} // namespace portico
