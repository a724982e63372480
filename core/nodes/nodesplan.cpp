// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/nodesplan.h"

#include "core/base/clock.h"
#include "core/base/lists.h"
#include "core/installs/composeinstall.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/installs/verifyinstall.h"
#include "core/io/stagingfolder.h"
#include "core/net/network.h"
#include "core/nodes/extras.h"
#include "core/nodes/extrasbuilds.h"
#include "core/nodes/installscript.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packneeds.h"
#include "core/nodes/packrecords.h"
#include "core/platform/host.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::NodesPlan)
};

/** A pack whose needs count, and where its files lie. */
struct PackPlace
{
    QString name;
    QString folder;
    QStringList scriptNeeds{};
};

/** What the packs say, and what they say so that nobody understands it. */
struct CollectedNeeds
{
    QList<LayerNeeds> packs;
    QList<UnmetNeed> unreadable;
    QStringList remarks;
    QList<LeftOutNeed> leftOut; ///< of the extras
};

Error noSuchNeed(const QString &choice, const LayerNeeds &pack)
{
    QStringList names;
    for (const LayerNeed &need : pack.needs)
        names += requirementKey(need.name, need.text);
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("“%1” does not ask for “%2”.")
                           .arg(pack.pack, choice.mid(pack.pack.size() + 1)),
            .nextStep = names.isEmpty() ? Text::tr("It asks for nothing.")
                                        : Text::tr("It asks for: %1.").arg(listed(names)),
            .detail = {}};
}

Error noSuchPack(const QString &name, const Install &install)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("“%1” has no enabled node pack “%2”.").arg(install.name, name),
            .nextStep = Text::tr("Look at its node packs: porticoctl nodes list %1.")
                            .arg(install.id.toString()),
            .detail = {}};
}

/** The enabled packs as they will be, in the order of their names; what is new comes last, so that
 *  of two that clash the one that worked before stays. */
Result<QList<PackPlace>> placesOf(const NodesPlanRequest &request, const JobContext &job)
{
    const Result<QList<NodePack>> packs = readNodePacks(request.library, request.install, job);
    if (!packs)
        return packs.error();
    const auto isAdded = [&request](const QString &name) {
        return std::any_of(request.added.begin(), request.added.end(),
                           [&name](const StagedPack &pack) { return pack.name == name; });
    };
    const PackRecords records = readPackRecords(request.library, request.install.id);
    QList<PackPlace> places;
    QStringList known{extrasPackName()};
    for (const NodePack &pack : *packs) {
        known += pack.name;
        const PackRecord *const record = records.find(pack.name);
        if (pack.isEnabled && !isAdded(pack.name) && !request.removed.contains(pack.name))
            places +=
                PackPlace{pack.name, pack.folder, record ? record->scriptNeeds : QStringList()};
    }
    for (const StagedPack &pack : request.added) {
        known += pack.name;
        places += PackPlace{pack.name, pack.folder, pack.scriptNeeds};
    }
    for (const QString &name : request.removed) {
        if (!known.contains(name))
            return noSuchPack(name, request.install);
    }
    for (const QString &choice : request.without) {
        if (std::none_of(known.begin(), known.end(),
                         [&](const QString &name) { return isChoiceAbout(choice, name); }))
            return noSuchPack(choice, request.install);
    }
    return places;
}

LayerNeed needOfLayer(const PackNeed &need)
{
    switch (need.source) {
    case PackNeed::Source::Index:
        return {need.text, need.name, PackageSource::Wheel};
    case PackNeed::Source::Address:
        return {need.text, need.name, PackageSource::Address};
    case PackNeed::Source::Git:
        return {need.text, need.name, PackageSource::Git};
    }
    Q_UNREACHABLE();
}

QStringList choicesOf(const NodesPlanRequest &request)
{
    return request.without + request.withoutBefore;
}

/** Whether a choice that was made now names a requirement that is there. */
Result<> checkChoices(const QStringList &without, const LayerNeeds &pack)
{
    for (const QString &choice : without) {
        const bool isMet =
            choice == pack.pack || !isChoiceAbout(choice, pack.pack)
            || std::any_of(pack.needs.begin(), pack.needs.end(), [&](const LayerNeed &need) {
                   return leavesOut({choice}, pack.pack, requirementKey(need.name, need.text));
               });
        if (!isMet)
            return noSuchNeed(choice, pack);
    }
    return {};
}

Result<> collect(const PackPlace &place, const NodesPlanRequest &request, CollectedNeeds &collected)
{
    if (leavesOutAll(choicesOf(request), place.name)) { // planLayer() tells that it is left out
        collected.packs += LayerNeeds{place.name, {}};
        return {};
    }
    Result<PackNeeds> needs = readPackNeeds(place.name, place.folder);
    if (needs)
        addScriptNeeds(*needs, place.scriptNeeds);
    if (!needs) {
        collected.unreadable += UnmetNeed{.packs = {place.name},
                                          .message = needs.error().message,
                                          .detail = needs.error().detail};
        return {};
    }
    LayerNeeds layer{.pack = place.name};
    for (const PackNeed &need : needs->needs)
        layer.needs += needOfLayer(need);
    collected.packs += layer;
    if (!needs->leftOut.isEmpty())
        collected.remarks +=
            Text::tr("Not obeyed in “%1”: %2.").arg(place.name, needs->leftOut.join(u"; "_s));
    return checkChoices(request.without, layer);
}

Result<ExtrasProfile> extrasOf(const NodesPlanRequest &request)
{
    if (request.extras)
        return *request.extras;
    const Result<std::optional<ExtrasProfile>> own = readExtras(request.library, request.install);
    if (!own)
        return own.error();
    return own->value_or(ExtrasProfile());
}

/** Each of the extras is a pack of its own while a plan is made. */
Result<> collectExtras(const NodesPlanRequest &request, const ExtrasProfile &profile,
                       CollectedNeeds &collected)
{
    const QString name = extrasPackName();
    if (leavesOutAll(choicesOf(request), name)) {
        collected.packs += LayerNeeds{name, {}};
        return {};
    }
    const Result<QList<LayerNeeds>> extras = extrasNeeds(profile);
    if (!extras)
        return extras.error();
    LayerNeeds all{.pack = name};
    for (const LayerNeeds &each : *extras) {
        const LayerNeed &need = each.needs.constFirst();
        const NeedChoice choice{name, requirementKey(need.name, need.text)};
        all.needs += need;
        if (leavesOut(choicesOf(request), name, choice.requirement))
            collected.leftOut += LeftOutNeed{choice, need.text};
        else
            collected.packs += each;
    }
    return checkChoices(request.without, all);
}

Result<CollectedNeeds> collectNeeds(const NodesPlanRequest &request, const ExtrasProfile &profile,
                                    const JobContext &job)
{
    const Result<QList<PackPlace>> places = placesOf(request, job);
    if (!places)
        return places.error();
    CollectedNeeds collected;
    for (const PackPlace &place : *places) {
        if (job.isCancelled())
            return cancelledError();
        const Result<> read = collect(place, request, collected);
        if (!read)
            return read.error();
    }
    const Result<> extras = collectExtras(request, profile, collected);
    if (!extras)
        return extras.error();
    return collected;
}

/** Once more without the extras that nobody agreed to build; what packs need stays. */
Result<LayerPlan> planWithoutBuilds(LayerPlan plan, LayerRequest wanted, const Uv &uv,
                                    const JobContext &job)
{
    const UnbuiltExtras unbuilt = extrasToBuild(plan);
    if (unbuilt.isEmpty())
        return plan;
    wanted.packs.removeIf(
        [&unbuilt](const LayerNeeds &pack) { return unbuilt.extras.contains(extraOf(pack.pack)); });
    Result<LayerPlan> rest = planLayer(wanted, uv, job);
    if (rest)
        rest->remarks += leftUnbuilt(unbuilt);
    return rest;
}

} // namespace

Result<Uv> uvForNodes(const ComposeServices &services, const JobContext &job)
{
    const Result<NetworkChain> network = services.network.chain(job);
    if (!network)
        return network.error();
    const Result<UvProgram> program =
        provideUv({.chosen = services.uvProgram,
                   .folder = services.library.tools(),
                   .os = services.host.os(),
                   .architecture = services.host.architecture()},
                  {services.processes, services.downloader, *network}, job);
    if (!program)
        return program.error();
    return Uv(*program, services.library.packageCache(), *network, services.processes);
}

Result<LayerPlan> planNodes(const NodesPlanRequest &request, const ComposeServices &services,
                            const JobContext &job)
{
    if (request.install.isAdopted())
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("“%1” is someone's own folder: its packages stay in its "
                                         "own Python, and there is no layer.")
                                    .arg(request.install.name),
                     .nextStep = Text::tr("Install node packs there as before, or use an install "
                                          "of Portico's own."),
                     .detail = {}};
    const Result<EnvironmentRequest> place =
        baseEnvironmentOf(request.library, request.install, services.host.os());
    if (!place)
        return place.error();
    const Result<PythonEnvironment> base = readEnvironment(*place, job);
    if (!base)
        return base.error();
    const Result<ExtrasProfile> extras = extrasOf(request);
    if (!extras)
        return extras.error();
    const Result<CollectedNeeds> collected = collectNeeds(request, *extras, job);
    if (!collected)
        return collected.error();
    const Result<Uv> uv = uvForNodes(services, job);
    if (!uv)
        return uv.error();
    const Result<StagingDir> staging =
        StagingDir::create(request.library.staging(), Text::tr("a plan"));
    if (!staging)
        return staging.error();
    LayerRequest wanted{.packs = collected->packs,
                        .without = choicesOf(request),
                        .base = *base,
                        .python = QDir(request.library.runtimeFolder(request.install))
                                      .absoluteFilePath(request.install.generation()->python),
                        .folder = staging->path(),
                        .wheels = request.library.wheels(),
                        .files = extras->files,
                        .excluded = extras->strip,
                        .cooldownDays = request.cooldownDays,
                        .pins = request.pins,
                        .now = services.clock.now(),
                        .step = nodesPlanStep()};
    Result<LayerPlan> plan = planLayer(wanted, *uv, job);
    if (plan && request.sourceBuilds == SourceBuilds::Refuse)
        plan = planWithoutBuilds(std::move(*plan), wanted, *uv, job);
    if (!plan)
        return plan;
    plan->unmet = collected->unreadable + plan->unmet;
    plan->leftOutNeeds += collected->leftOut;
    plan->remarks += collected->remarks;
    gatherExtras(*plan);
    return plan;
}

QString nodesPlanStep()
{
    return Text::tr("Plan the packages");
}

} // namespace portico
