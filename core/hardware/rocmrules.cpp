// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/rocmrules.h"

#include <QLatin1StringView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

// torch.cuda.get_arch_list() of PyTorch's rocm7.2 builds (astral-sh/uv pull request 18730).
constexpr QLatin1StringView kInPyTorch[] = {"gfx900"_L1,  "gfx906"_L1,  "gfx908"_L1,  "gfx90a"_L1,
                                            "gfx942"_L1,  "gfx950"_L1,  "gfx1030"_L1, "gfx1100"_L1,
                                            "gfx1101"_L1, "gfx1102"_L1, "gfx1150"_L1, "gfx1151"_L1,
                                            "gfx1200"_L1, "gfx1201"_L1};

// The extras of AMD's index ("device-gfx…", ROCm 7.14 and 10.0 install pages).
constexpr QLatin1StringView kInAmdIndex[] = {
    "gfx900"_L1,  "gfx906"_L1,  "gfx908"_L1,  "gfx90a"_L1,  "gfx942"_L1,  "gfx950"_L1,
    "gfx1010"_L1, "gfx1011"_L1, "gfx1012"_L1, "gfx1030"_L1, "gfx1031"_L1, "gfx1032"_L1,
    "gfx1033"_L1, "gfx1034"_L1, "gfx1035"_L1, "gfx1036"_L1, "gfx1100"_L1, "gfx1101"_L1,
    "gfx1102"_L1, "gfx1103"_L1, "gfx1150"_L1, "gfx1151"_L1, "gfx1152"_L1, "gfx1153"_L1,
    "gfx1200"_L1, "gfx1201"_L1};

// What ComfyUI's README names for Windows; its portable and the standalone build are made for them.
constexpr QLatin1StringView kInWindowsBundles[] = {"gfx1100"_L1, "gfx1101"_L1, "gfx1102"_L1,
                                                   "gfx1151"_L1, "gfx1200"_L1, "gfx1201"_L1};

bool isIn(const auto &list, const QString &gfx)
{
    return std::any_of(std::begin(list), std::end(list),
                       [&](QLatin1StringView known) { return gfx == known; });
}

} // namespace

// ComfyUI's README, "AMD GPUs (Windows and Linux)".
QUrl amdTorchIndex()
{
    return QUrl(u"https://stable.repo.amd.com/rocm/whl-next/"_s);
}

RocmBuild rocmBuildFor(const QString &gfx, Os os)
{
    if (os == Os::MacOS)
        return {};
    if (os == Os::Linux && isIn(kInPyTorch, gfx))
        return {.source = RocmBuild::Source::PyTorch,
                .version = QVersionNumber(7, 2),
                .hasReadyBundle = true};
    if (isIn(kInAmdIndex, gfx))
        return {.source = RocmBuild::Source::Amd,
                .version = QVersionNumber(10, 0),
                .extra = "device-"_L1 + gfx,
                .hasReadyBundle = os == Os::Windows && isIn(kInWindowsBundles, gfx)};
    return {};
}

} // namespace portico
