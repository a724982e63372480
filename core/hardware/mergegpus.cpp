// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/mergegpus.h"

#include "core/hardware/gputables.h"

#include <QMap>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

bool clash(const QString &one, const QString &other)
{
    return !one.isEmpty() && !other.isEmpty() && one != other;
}

bool areEqual(const QString &one, const QString &other)
{
    return !one.isEmpty() && one == other;
}

/** The known GPU that this one is; -1 if it is a new one. `taken` were matched by this source. */
qsizetype positionOf(const Gpu &gpu, const QList<Gpu> &known, const QList<bool> &taken)
{
    const auto find = [&](auto &&isSame) -> qsizetype {
        for (qsizetype i = 0; i < known.size(); ++i) {
            if (!taken.at(i) && known.at(i).vendor == gpu.vendor && isSame(known.at(i)))
                return i;
        }
        return -1;
    };
    const qsizetype byAddress =
        find([&](const Gpu &other) { return areEqual(other.pciAddress, gpu.pciAddress); });
    if (byAddress >= 0)
        return byAddress;
    const qsizetype byId = find([&](const Gpu &other) {
        return areEqual(other.pciId, gpu.pciId) && !clash(other.pciAddress, gpu.pciAddress);
    });
    if (byId >= 0)
        return byId;
    return find([&](const Gpu &other) {
        return !clash(other.pciAddress, gpu.pciAddress) && !clash(other.pciId, gpu.pciId)
            && (other.pciId.isEmpty() || gpu.pciId.isEmpty());
    });
}

template <typename T>
void fill(T &value, const T &other)
{
    if (value == T())
        value = other;
}

void complete(Gpu &gpu, const Gpu &other)
{
    fill(gpu.name, other.name);
    fill(gpu.computeCapability, other.computeCapability);
    fill(gpu.gfx, other.gfx);
    fill(gpu.vramTotal, other.vramTotal);
    fill(gpu.vramFree, other.vramFree);
    fill(gpu.driver, other.driver);
    fill(gpu.kernelDriver, other.kernelDriver);
    fill(gpu.pciAddress, other.pciAddress);
    fill(gpu.pciId, other.pciId);
    fill(gpu.uuid, other.uuid);
    fill(gpu.partitions, other.partitions);
    gpu.isIntegrated = gpu.isIntegrated || other.isIntegrated;
    if (gpu.index < 0)
        gpu.index = other.index;
    for (const QString &source : other.sources) {
        if (!gpu.sources.contains(source))
            gpu.sources += source;
    }
}

void take(const SourceReport &report, QList<Gpu> &known)
{
    // The registry remembers GPUs that were taken out: it completes, it does not add.
    const bool mayAdd = report.source != "registry"_L1;
    QList<bool> taken(known.size(), false);
    for (const Gpu &gpu : report.gpus) {
        const qsizetype position = positionOf(gpu, known, taken);
        if (position >= 0) {
            complete(known[position], gpu);
            taken[position] = true;
        } else if (mayAdd) {
            known += gpu;
            taken += true;
        }
    }
}

void number(QList<Gpu> &gpus)
{
    QMap<GpuVendor, int> next;
    for (Gpu &gpu : gpus) {
        const int index = next[gpu.vendor]++;
        if (gpu.index < 0)
            gpu.index = index;
    }
}

} // namespace

QList<Gpu> mergeGpus(const QList<SourceReport> &reports)
{
    QList<Gpu> gpus;
    for (const SourceReport &report : reports)
        take(report, gpus);
    for (Gpu &gpu : gpus)
        completeFromTables(gpu);
    std::stable_sort(gpus.begin(), gpus.end(), [](const Gpu &left, const Gpu &right) {
        return std::tie(left.vendor, left.pciAddress) < std::tie(right.vendor, right.pciAddress);
    });
    number(gpus);
    return gpus;
}

} // namespace portico
