// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/offer.h"

#include "app/models/texts.h"

#include <QCoreApplication>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::Offer)
};

constexpr qint64 kGiB = qint64(1) << 30;
constexpr double kBytesOfMegabit = 1'000'000.0 / 8;
constexpr double kWrittenPerSecond = 60e6; ///< unpacking onto an ordinary disk, virus scanner on

/** How much larger the trees of ComfyUI bundles are than their archives: a 7z of 1.9 GB unpacks to
 *  some 5.7 GB, a zip or tar.gz to a good twice its size. */
double growthOf(const QString &fileName)
{
    return fileName.contains(".7z"_L1, Qt::CaseInsensitive) ? 3.0 : 2.2;
}

SetUpCost costOfBytes(qint64 download, qint64 unpacked)
{
    const double fetching = double(download) / (kSupposedMegabits * kBytesOfMegabit);
    const double writing = double(unpacked) / kWrittenPerSecond;
    return {.download = download,
            .peakDisk = download + unpacked,
            .time = std::chrono::seconds(qint64(fetching + writing))};
}

} // namespace

SetUpCost costOf(const CatalogueEntry &entry)
{
    const qint64 download = entry.size();
    if (download < 0)
        return {};
    return costOfBytes(download,
                       qint64(double(download) * growthOf(entry.files.constFirst().name)));
}

/** By the sizes of torch's own packages, which are most of it. */
SetUpCost costOfComposing(const Accelerator &accelerator)
{
    switch (accelerator.kind) {
    case AcceleratorKind::Cuda:
        return costOfBytes(4 * kGiB, 9 * kGiB);
    case AcceleratorKind::Rocm:
        return costOfBytes(5 * kGiB, 18 * kGiB);
    case AcceleratorKind::Xpu:
        return costOfBytes(3 * kGiB, 8 * kGiB);
    case AcceleratorKind::Mps:
    case AcceleratorKind::Cpu:
        break;
    }
    return costOfBytes(kGiB, 3 * kGiB);
}

Offer offerOf(const Recommendation &recommendation, const Accelerator &accelerator)
{
    if (recommendation.bundle)
        return {.title = recommendation.bundle->name,
                .reasons = recommendation.reasons,
                .cost = costOf(*recommendation.bundle),
                .isVerified = recommendation.bundle->hasPublishedHash(),
                .isCompose = false};
    return {.title = Text::tr("ComfyUI with %1, put together from its parts")
                         .arg(acceleratorText(accelerator.text())),
            .reasons = recommendation.reasons,
            .cost = costOfComposing(accelerator),
            .isVerified = true,
            .isCompose = true};
}

QString aboutText(std::chrono::seconds time)
{
    const qint64 minutes = qMax<qint64>(1, (time.count() + 30) / 60);
    if (minutes < 10)
        return Text::tr("about %n minute(s)", nullptr, int(minutes));
    if (minutes < 55)
        return Text::tr("about %n minute(s)", nullptr, int((minutes + 2) / 5 * 5));
    return Text::tr("about %n hour(s)", nullptr, int((minutes + 30) / 60));
}

} // namespace portico::app
