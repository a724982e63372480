// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/recommend.h"

#include "core/catalogue/releaseversion.h"
#include "core/hardware/chooseaccelerator.h"
#include "core/hardware/computer.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Recommend)
};

BundleFit best()
{
    return {.suitability = Suitability::Best,
            .reason = Text::tr("It is made for what this computer has.")};
}

BundleFit works(const QString &reason)
{
    return {.suitability = Suitability::Works, .reason = reason};
}

BundleFit unfit(const QString &reason)
{
    return {.suitability = Suitability::Not, .reason = reason};
}

/** Whether its publisher's names are known to the rules for hardware, so that those decide. */
bool isNamedByRules(const CatalogueEntry &entry)
{
    return entry.sourceId == "official"_L1 || entry.sourceId == "standalone"_L1;
}

bool isNamedBy(const CatalogueEntry &entry, const AcceleratorChoice &choice)
{
    if (entry.sourceId == "official"_L1)
        return !entry.files.isEmpty() && entry.files.constFirst().name == choice.officialPortable;
    return entry.sourceId == "standalone"_L1 && entry.variant == choice.standaloneVariant;
}

bool isBlackwell(const AcceleratorChoice &choice, const Computer &computer)
{
    return choice.gpu && *choice.gpu < computer.gpus.size()
        && computer.gpus.at(*choice.gpu).generation == GpuGeneration::Blackwell;
}

BundleFit fitOfCuda(const QVersionNumber &made, const AcceleratorChoice &choice,
                    const Computer &computer)
{
    const QVersionNumber &wanted = choice.accelerator.version;
    if (made.isNull() || wanted.isNull())
        return works(Text::tr("Which CUDA it has is not known."));
    if (made == wanted)
        return best();
    if (made > wanted)
        return unfit(Text::tr("It has CUDA %1; this computer can use CUDA %2 at most.")
                         .arg(made.toString(), wanted.toString()));
    if (isBlackwell(choice, computer) && made < QVersionNumber(12, 8))
        return unfit(
            Text::tr("It has CUDA %1; this GPU needs CUDA 12.8 or newer.").arg(made.toString()));
    return works(Text::tr("It has CUDA %1; CUDA %2 suits this computer better.")
                     .arg(made.toString(), wanted.toString()));
}

BundleFit fitOfAccelerator(const CatalogueEntry &entry, const AcceleratorChoice &choice,
                           const Computer &computer)
{
    if (!entry.accelerator)
        return works(Text::tr("Its publisher does not tell what its torch runs on."));
    const AcceleratorKind made = entry.accelerator->kind;
    const AcceleratorKind wanted = choice.accelerator.kind;
    if (made == AcceleratorKind::Cpu && wanted != AcceleratorKind::Cpu)
        return works(Text::tr("It computes on the processor and leaves the GPU unused."));
    if (made == AcceleratorKind::Cuda && wanted == AcceleratorKind::Cpu)
        return works(Text::tr("It is made for NVIDIA GPUs and computes on the processor here."));
    if (made != wanted)
        return unfit(Text::tr("It is made for %1, and this computer needs %2.")
                         .arg(entry.accelerator->title(), choice.accelerator.title()));
    if (made == AcceleratorKind::Cuda) {
        const BundleFit fit = fitOfCuda(entry.accelerator->version, choice, computer);
        // Of these the rules for hardware know the best by its name, and it is another one.
        const bool isOther = fit.suitability == Suitability::Best && isNamedByRules(entry);
        return isOther ? works(Text::tr("Its publisher does not recommend it for this GPU.")) : fit;
    }
    if (isNamedByRules(entry))
        return unfit(Text::tr("The GPU of this computer is none of those it is made for."));
    return best();
}

bool isAbove(const CatalogueEntry &entry, const QString &version)
{
    return entry.track != TeamTrack::Stable && compareVersionTexts(entry.comfyVersion, version) > 0;
}

/** Whether it may be recommended at all to who follows that track. */
bool isOffered(const CatalogueEntry &entry, Track track)
{
    return !entry.isPrerelease && !entry.isHeldBack()
        && (track == Track::Latest || entry.track != TeamTrack::Latest);
}

bool isBetter(const CatalogueEntry &a, const CatalogueEntry &b, const QString &version)
{
    if (!version.isEmpty()) {
        const bool aIsAbove = isAbove(a, version);
        const bool bIsAbove = isAbove(b, version);
        if (aIsAbove != bIsAbove)
            return bIsAbove;
    }
    if (const int order = compareVersionTexts(a.comfyVersion, b.comfyVersion); order != 0)
        return order > 0;
    if (a.hasPublishedHash() != b.hasPublishedHash())
        return a.hasPublishedHash();
    return a.sourceId == b.sourceId && a.date > b.date;
}

QString whatFor(const Computer &computer, const AcceleratorChoice &choice)
{
    return Text::tr("%1 on %2 with %3", "system, processor, accelerator")
        .arg(osTitle(computer.os), architectureName(computer.architecture),
             choice.accelerator.title());
}

QStringList reasonsFor(const CatalogueEntry &entry, const BundleFit &fit,
                       const AcceleratorChoice &choice, const Computer &computer,
                       const QString &version)
{
    QStringList reasons;
    reasons += fit.suitability == Suitability::Best
        ? Text::tr("“%1” is made for %2.").arg(entry.name, whatFor(computer, choice))
        : Text::tr("“%1” runs here. %2").arg(entry.name, fit.reason);
    reasons += choice.reasons;
    if (entry.track == TeamTrack::Stable)
        reasons += Text::tr("Its team calls it stable.");
    else if (!version.isEmpty() && entry.comfyVersion == version)
        reasons += Text::tr("It has ComfyUI %1, the version of the chosen track.").arg(version);
    else if (!version.isEmpty() && !entry.comfyVersion.isEmpty())
        reasons += Text::tr("It has ComfyUI %1; of %2, the version of the chosen track, there is "
                            "no bundle for this computer.")
                       .arg(entry.comfyVersion, version);
    reasons += entry.hasPublishedHash()
        ? Text::tr("Its publisher published its SHA-256, so it is checked before it is unpacked.")
        : Text::tr("It is not verified by its publisher: no SHA-256 of it was published.");
    return reasons;
}

Recommendation compose(const QList<CatalogueEntry> &entries, const AcceleratorChoice &choice,
                       const Computer &computer)
{
    const QString why = entries.isEmpty()
        ? Text::tr("No list of bundles is at hand, so ComfyUI is composed from its parts.")
        : Text::tr("No ready bundle is made for %1, so ComfyUI is composed from its parts.")
              .arg(whatFor(computer, choice));
    return {.bundle = {}, .reasons = QStringList{why} + choice.reasons};
}

} // namespace

BundleFit fitOf(const CatalogueEntry &entry, const AcceleratorChoice &choice,
                const Computer &computer)
{
    if (entry.os != computer.os)
        return unfit(Text::tr("It is made for %1.").arg(osTitle(entry.os)));
    if (entry.architecture != computer.architecture)
        return unfit(
            Text::tr("It is made for %1 processors.").arg(architectureName(entry.architecture)));
    if (isNamedBy(entry, choice)) {
        // The official portable is also the way to compute on the processor alone.
        return entry.accelerator && entry.accelerator->kind == choice.accelerator.kind
            ? best()
            : fitOfAccelerator(entry, choice, computer);
    }
    return fitOfAccelerator(entry, choice, computer);
}

Recommendation recommendBundle(const QList<CatalogueEntry> &entries,
                               const AcceleratorChoice &choice, const Computer &computer,
                               const QString &version, Track track)
{
    // A GPU that would lie idle is no recommendation. To compute on the processor, ComfyUI names
    // one itself; gigabytes for other GPUs are none: composed, torch for the processor is a tenth
    // of it.
    const bool isCpu = choice.accelerator.kind == AcceleratorKind::Cpu;
    const CatalogueEntry *chosen = nullptr;
    BundleFit chosenFit;
    for (const CatalogueEntry &entry : entries) {
        const BundleFit fit = fitOf(entry, choice, computer);
        const bool isCandidate = isOffered(entry, track)
            && (fit.suitability == Suitability::Best
                || (isCpu && fit.suitability == Suitability::Works && isNamedBy(entry, choice)));
        if (!isCandidate)
            continue;
        const bool isFitter = chosen && fit.suitability != chosenFit.suitability
            ? fit.suitability < chosenFit.suitability
            : !chosen || isBetter(entry, *chosen, version);
        if (isFitter) {
            chosen = &entry;
            chosenFit = fit;
        }
    }
    if (!chosen)
        return compose(entries, choice, computer);
    return {.bundle = *chosen,
            .reasons = reasonsFor(*chosen, chosenFit, choice, computer, version)};
}

} // namespace portico
