// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/install.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct NamedLayout
{
    BundleLayout layout;
    QLatin1StringView name;
};

constexpr std::array kLayouts{
    NamedLayout{BundleLayout::Anymatix, "anymatix"_L1},
    NamedLayout{BundleLayout::Official, "official"_L1},
    NamedLayout{BundleLayout::Standalone, "standalone"_L1},
    NamedLayout{BundleLayout::Composed, "composed"_L1},
    NamedLayout{BundleLayout::Plain, "plain"_L1},
};

} // namespace

QString layoutName(BundleLayout layout)
{
    for (const NamedLayout &named : kLayouts) {
        if (named.layout == layout)
            return named.name;
    }
    return {};
}

std::optional<BundleLayout> layoutFromName(QStringView name)
{
    for (const NamedLayout &named : kLayouts) {
        if (name == named.name)
            return named.layout;
    }
    return std::nullopt;
}

const Generation *Install::generation() const
{
    const auto found =
        std::find_if(generations.begin(), generations.end(), [this](const Generation &generation) {
            return generation.number == currentGeneration;
        });
    return found == generations.end() ? nullptr : &*found;
}

} // namespace portico
