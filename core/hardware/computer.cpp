// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/computer.h"

#include "core/base/lists.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Computer)
};

/** Sizes that memory is sold in, in GiB. */
constexpr int kSoldSizes[] = {1,   2,   3,   4,   5,   6,   8,   10,  11,  12,   16,   18,
                              20,  22,  24,  32,  36,  40,  44,  48,  64,  72,   80,   96,
                              128, 141, 180, 192, 256, 288, 384, 512, 768, 1024, 1536, 2048};

} // namespace

QString ComputeCapability::text() const
{
    return u"%1.%2"_s.arg(major).arg(minor);
}

QString vendorName(GpuVendor vendor)
{
    return vendorTitle(vendor).toLower();
}

QString vendorTitle(GpuVendor vendor)
{
    switch (vendor) {
    case GpuVendor::Nvidia:
        return u"NVIDIA"_s;
    case GpuVendor::Amd:
        return u"AMD"_s;
    case GpuVendor::Intel:
        return u"Intel"_s;
    case GpuVendor::Apple:
        return u"Apple"_s;
    case GpuVendor::Other:
        return u"Other"_s;
    }
    Q_UNREACHABLE();
}

QString generationTitle(GpuGeneration generation)
{
    switch (generation) {
    case GpuGeneration::Unknown:
        return {};
    case GpuGeneration::NvidiaOld:
        return u"Kepler"_s;
    case GpuGeneration::Maxwell:
        return u"Maxwell"_s;
    case GpuGeneration::Pascal:
        return u"Pascal"_s;
    case GpuGeneration::Volta:
        return u"Volta"_s;
    case GpuGeneration::Turing:
        return u"Turing"_s;
    case GpuGeneration::Ampere:
        return u"Ampere"_s;
    case GpuGeneration::Ada:
        return u"Ada"_s;
    case GpuGeneration::Hopper:
        return u"Hopper"_s;
    case GpuGeneration::Blackwell:
        return u"Blackwell"_s;
    case GpuGeneration::AmdOld:
        return u"GCN"_s;
    case GpuGeneration::Vega:
        return u"Vega"_s;
    case GpuGeneration::Cdna:
        return u"CDNA"_s;
    case GpuGeneration::Rdna1:
        return u"RDNA 1"_s;
    case GpuGeneration::Rdna2:
        return u"RDNA 2"_s;
    case GpuGeneration::Rdna3:
        return u"RDNA 3"_s;
    case GpuGeneration::Rdna35:
        return u"RDNA 3.5"_s;
    case GpuGeneration::Rdna4:
        return u"RDNA 4"_s;
    case GpuGeneration::IntelOld:
        return u"UHD"_s;
    case GpuGeneration::IntelXe:
        return u"Xe"_s;
    case GpuGeneration::IntelArc:
        return u"Arc"_s;
    case GpuGeneration::IntelServer:
        return u"Data Center GPU"_s;
    case GpuGeneration::AppleSilicon:
        return u"Apple Silicon"_s;
    }
    Q_UNREACHABLE();
}

QString memoryText(qint64 bytes)
{
    const double gigabytes = static_cast<double>(bytes) / (1LL << 30);
    if (gigabytes < 0.95)
        return Text::tr("%1 MB").arg(qRound64(static_cast<double>(bytes) / (1LL << 20)));
    // Drivers and firmware keep a few percent for themselves: 15.6 of 16, 62.7 of 64 are there.
    for (const int sold : kSoldSizes) {
        if (gigabytes <= sold + 0.05 && gigabytes > sold * 0.95)
            return Text::tr("%1 GB").arg(sold);
    }
    const QLocale locale;
    return Text::tr("%1 GB").arg(gigabytes < 100 ? locale.toString(gigabytes, 'f', 1)
                                                 : QString::number(qRound64(gigabytes)));
}

QString gpuText(const Gpu &gpu)
{
    QStringList parts{gpu.name};
    if (gpu.vramTotal && *gpu.vramTotal > 0)
        parts += memoryText(*gpu.vramTotal);
    if (!gpu.driver.isEmpty())
        parts += Text::tr("driver %1").arg(gpu.driver);
    return listed(parts);
}

} // namespace portico
