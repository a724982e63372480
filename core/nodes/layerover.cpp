// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/layerover.h"

#include "core/nodes/changeparts.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packneeds.h"
#include "core/python/packageneed.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LayerOver)
};

/** Of one requirement; empty: it goes. A marker may hold elsewhere only: such a one is passed over,
 *  the plan of the layer knows. */
QString clashOf(const QString &pack, const PackNeed &need, const QList<BaseChange> &changes)
{
    const auto parsed = PackageNeed::fromText(need.text);
    const auto change = std::find_if(changes.begin(), changes.end(), [&](const BaseChange &each) {
        return each.package == need.name;
    });
    const bool isOpen = !parsed || !parsed->marker.isEmpty() || change == changes.end();
    if (isOpen || parsed->versions.take(change->version))
        return {};
    return Text::tr("“%1” asks for %2, and this ComfyUI comes with %3 %4.")
        .arg(pack, need.text, change->package, change->version);
}

} // namespace

Result<LayerOver> layerOver(const NodeServices &services, const Install &future,
                            const ChangeConsent &consent, const JobContext &job)
{
    ChangeParts parts{.install = future, .change = {.act = PackAct::Apply}};
    parts.change.sourceBuilds = consent.sourceBuilds;
    parts.plan.act = PackAct::Apply;
    parts.records = readPackRecords(services.compose.library, future.id);
    parts.generationNow = future.currentGeneration;
    if (const Result<> planned = planPackages(services, parts, job); !planned)
        return planned.error();
    if (parts.plan.layer && !parts.plan.layer->isComplete())
        return incompleteError(*parts.plan.layer);
    const Result<BuiltLayer> layer = buildPlannedLayer(services, parts, consent, job);
    if (!layer)
        return layer.error();
    return LayerOver{.id = layer->id, .lease = layer->lease, .remarks = layer->remarks};
}

QStringList clashesWith(const Library &library, const Install &install,
                        const QList<BaseChange> &changes, const JobContext &job)
{
    const Result<QList<NodePack>> packs = readNodePacks(library, install, job);
    if (!packs)
        return {};
    const QStringList without = readPackRecords(library, install.id).withoutNeeds;
    QStringList clashes;
    for (const NodePack &pack : *packs) {
        if (!pack.isEnabled || pack.kind == PackKind::File || leavesOutAll(without, pack.name))
            continue;
        const Result<PackNeeds> needs = readPackNeeds(pack.name, pack.folder);
        if (!needs)
            continue;
        for (const PackNeed &need : needs->needs) {
            const QString clash = clashOf(pack.name, need, changes);
            const QString key = requirementKey(need.name, need.text);
            if (!clash.isEmpty() && !leavesOut(without, pack.name, key))
                clashes += clash;
        }
    }
    return clashes;
}

} // namespace portico
