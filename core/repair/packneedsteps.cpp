// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/switchlayer.h"
#include "core/net/downloader.h"
#include "core/nodes/extras.h"
#include "core/nodes/nodesplan.h"
#include "core/nodes/packrecords.h"
#include "core/nodes/packstate.h"
#include "core/python/layer.h"
#include "core/python/packageneed.h"
#include "core/repair/repairparts.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairPacks)
};

QString unmetText(const LayerPlan &plan)
{
    return plan.unmet.isEmpty() ? Text::tr("it would need a build from source")
                                : plan.unmet.constFirst().message;
}

constexpr qsizetype kMostLines = 12;

/** Packages that are not there now and will be after earlier steps: what packs lack of them is no
 *  trouble of theirs. */
QSet<QString> comingBack(const RepairPlan &plan)
{
    QSet<QString> names;
    for (const RepairStep &step : plan.steps)
        names += QSet<QString>(step.packages.begin(), step.packages.end());
    return names;
}

/** "Impact-Pack: numpy<2 (numpy 2.1.3 is there)". */
QStringList linesOf(const PackState &state, const QSet<QString> &unsure, QStringList &packages)
{
    QStringList lines;
    for (const MissingNeed &missing : state.missing) {
        const std::optional<PackageNeed> need = PackageNeed::fromText(missing.text);
        if (need && unsure.contains(need->name))
            continue;
        packages += need ? need->name : missing.text;
        lines += missing.present.isEmpty()
            ? Text::tr("%1: %2").arg(state.pack, missing.text)
            : Text::tr("%1: %2 (%3 is there)").arg(state.pack, missing.text, missing.present);
    }
    return lines;
}

/** Extras that were remembered and came into no layer yet. */
QStringList pendingExtras(const Library &library, const Install &install)
{
    const Result<std::optional<ExtrasProfile>> extras = readExtras(library, install);
    return extras && *extras ? (*extras)->pending : QStringList();
}

QString nameOf(const QString &requirement)
{
    const std::optional<PackageNeed> need = PackageNeed::fromText(requirement);
    return need ? need->name : requirement;
}

/** Why some of them are not in the layer either, as the plan says it. */
QStringList notHad(const LayerPlan &plan, const QStringList &pending)
{
    QStringList said;
    for (const QString &package : pending) {
        const QString name = nameOf(package);
        const auto isIt = [&name](const auto &one) { return one.name == name; };
        if (std::any_of(plan.added.begin(), plan.added.end(), isIt)
            || std::any_of(plan.present.begin(), plan.present.end(), isIt))
            continue;
        const QStringList why = plan.remarks.filter(name);
        said +=
            why.isEmpty() ? QStringList{Text::tr("%1 could not be taken over.").arg(package)} : why;
    }
    said.removeDuplicates();
    return said;
}

Result<> switchTo(const Library &library, const Install &install, const QString &layer,
                  const JobContext &job)
{
    const Result<Install> switched = switchLayer(library, install.id, layer, job);
    return switched ? Result<>() : Result<>(switched.error());
}

Result<> buildAndSwitch(const RepairServices &services, const Install &install,
                        const LayerPlan &plan, const JobContext &job)
{
    const Result<Uv> uv = uvForNodes(services, job);
    if (!uv)
        return uv.error();
    const QString wheels = services.library.wheels();
    const Downloader toWheels(services.nodes.http, services.clock, wheels);
    const Result<Layer> layer = buildLayer({.plan = plan,
                                            .python = repairPython(services.library, install),
                                            .layers = services.library.layers(),
                                            .staging = services.library.staging(),
                                            .wheels = wheels,
                                            .downloader = toWheels,
                                            .processes = services.processes},
                                           *uv, job);
    return layer ? switchTo(services.library, install, layer->id, job) : Result<>(layer.error());
}

} // namespace

Result<QStringList> makeLayer(const RepairServices &services, const Install &install,
                              const JobContext &job)
{
    const Library &library = services.library;
    const QStringList pending = pendingExtras(library, install);
    const Result<LayerPlan> plan =
        planNodes({.library = library,
                   .install = install,
                   .withoutBefore = readPackRecords(library, install.id).withoutNeeds},
                  services, job);
    if (!plan)
        return plan.error();
    if (!plan->isComplete() || plan->needsConsent())
        return Error{.code = ErrorCode::Refused,
                     .message = Text::tr("The layer was not made: %1.").arg(unmetText(*plan)),
                     .nextStep = Text::tr("Look at the plan of the node packs."),
                     .detail = {}};
    const Result<> made = plan->added.isEmpty() ? switchTo(library, install, plan->id, job)
                                                : buildAndSwitch(services, install, *plan, job);
    if (!made)
        return made.error();
    const Result<> settled = settleExtras(library, install);
    return settled ? Result<QStringList>(notHad(*plan, pending)) : settled.error();
}

void planPackNeeds(const Library &library, const Install &install, const QList<NodePack> &packs,
                   const QList<PackState> &states, RepairPlan &plan)
{
    const QSet<QString> unsure = comingBack(plan);
    RepairStep step{.act = RepairAct::MeetPackNeeds};
    QStringList needy;
    for (qsizetype i = 0; i < states.size(); ++i) {
        const QStringList lines =
            packs.at(i).isEnabled ? linesOf(states.at(i), unsure, step.packages) : QStringList();
        if (!lines.isEmpty())
            needy += packs.at(i).name;
        step.lines += lines;
    }
    const QStringList pending = pendingExtras(library, install);
    if (needy.isEmpty() && pending.isEmpty())
        return;
    for (const QString &package : pending) {
        step.lines += Text::tr("taken over: %1", "a package").arg(package);
        step.packages += nameOf(package);
    }
    step.lines = step.lines.first(qMin(kMostLines, step.lines.size()));
    step.packages.removeDuplicates();
    if (needy.isEmpty()) {
        step.title = Text::tr("Install what was taken over: %1").arg(shortList(pending));
        step.why = Text::tr("It was to come into the layer of “%1”, and is not there yet.")
                       .arg(install.name);
    } else {
        step.title = Text::tr("Install what node packs lack: %1").arg(shortList(needy));
        step.why = Text::tr("They may not load in “%1” without it.").arg(install.name);
    }
    step.source = Text::tr("the package index, into a layer of their own");
    step.needsNetwork = true;
    plan.steps += step;
}

Result<> runMeetPackNeeds(const RepairWork &work)
{
    const Result<QStringList> made = makeLayer(work.services, work.install, work.job);
    if (!made)
        return made.error();
    work.outcome.notDone += *made;
    return {};
}

} // namespace portico
