// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/torchfamily.h"

#include "core/net/networkchain.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr std::array kFamily{"torch"_L1,
                             "torchvision"_L1,
                             "torchaudio"_L1,
                             "torchcodec"_L1,
                             "torchao"_L1,
                             "xformers"_L1,
                             "triton"_L1,
                             "triton-rocm"_L1,
                             "triton-xpu"_L1,
                             "triton-windows"_L1,
                             "pytorch-triton"_L1,
                             "pytorch-triton-rocm"_L1,
                             "pytorch-triton-xpu"_L1,
                             "cuda-toolkit"_L1,
                             "cuda-bindings"_L1,
                             "cuda-pathfinder"_L1};

/** What the makers of the GPUs add to torch as packages of their own. */
constexpr std::array kVendorParts{"nvidia-"_L1, "rocm"_L1,   "amd-torch"_L1, "intel-"_L1,
                                  "onemkl-"_L1, "oneccl"_L1, "dpcpp-"_L1,    "impi-"_L1};

} // namespace

QString normalisedPackage(QStringView name)
{
    static const QRegularExpression separators(uR"re([-_.]+)re"_s);
    return name.toString().toLower().replace(separators, u"-"_s);
}

bool isOfTorchFamily(QStringView package)
{
    const QString name = normalisedPackage(package);
    if (name == "nvidia-ml-py"_L1) // asks the driver, is no part of CUDA
        return false;
    return std::any_of(kVendorParts.begin(), kVendorParts.end(),
                       [&name](QLatin1StringView part) { return name.startsWith(part); })
        || std::any_of(kFamily.begin(), kFamily.end(),
                       [&name](QLatin1StringView member) { return name == member; });
}

QStringList torchFamilyNames(const QStringList &seen)
{
    QStringList names;
    for (const QLatin1StringView member : kFamily)
        names += member;
    for (const QString &name : seen) {
        if (isOfTorchFamily(name) && !names.contains(normalisedPackage(name)))
            names += normalisedPackage(name);
    }
    return names;
}

QUrl torchIndexOf(const AcceleratorChoice &choice, const NetworkChain &network)
{
    if (choice.torchTag.isEmpty())
        return choice.torchIndex; // AMD's own for Windows, or none: the plain package index
    if (!network.hasOwnTorchIndex)
        return choice.torchIndex.isEmpty() ? torchIndexFor(network, choice.torchTag)
                                           : choice.torchIndex;
    QString path = network.torchIndex.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.endsWith("/simple"_L1)) // a whole package index: its builds carry no tag
        return network.torchIndex;
    return torchIndexFor(network, choice.torchTag);
}

} // namespace portico
