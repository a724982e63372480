// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packstate.h"

#include "core/installs/install.h"
#include "core/installs/verifyinstall.h"
#include "core/nodes/installscript.h"
#include "core/nodes/packdigest.h"
#include "core/nodes/packneeds.h"
#include "core/nodes/packrecords.h"
#include "core/platform/hostos.h"
#include "core/python/environment.h"
#include "core/python/leftout.h"
#include "core/python/packageneed.h"
#include "core/python/provider.h"
#include "core/python/torchfamily.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QString shown(const Distribution &distribution)
{
    return distribution.name + u' ' + distribution.version;
}

/** Whether what an extra brings is there, too: one step of it, as the files of the package say. */
bool hasExtras(const PackageNeed &need, const Distribution &distribution,
               const PythonEnvironment &environment)
{
    if (need.extras.isEmpty())
        return true;
    return std::all_of(
        distribution.needs.begin(), distribution.needs.end(), [&](const QString &text) {
            const auto inner = PackageNeed::fromText(text);
            if (!inner || !inner->marker.contains("extra"_L1)
                || !markerHolds(inner->marker, environment.markers, need.extras).value_or(false))
                return true;
            return environment.find(inner->name) != nullptr;
        });
}

/** The package itself, else one that installs the same module. */
const Distribution *providerOf(const QString &name, const PythonEnvironment &environment)
{
    if (const Distribution *const itself = environment.find(name))
        return itself;
    for (const QString &other : providersBeside(name)) {
        if (const Distribution *const beside = environment.find(other))
            return beside;
    }
    return nullptr;
}

/** The need as a person reads it, if nothing there meets it. */
std::optional<MissingNeed> judgeNeed(const PackNeed &written, const PythonEnvironment &environment)
{
    const auto need = PackageNeed::fromText(written.text);
    const QString name = need ? need->name : written.name;
    if (name.isEmpty() || (need && !need->isActive(environment.markers)))
        return std::nullopt;
    const Distribution *const there = providerOf(name, environment);
    if (!there)
        return MissingNeed{written.text, {}};
    // The install's own torch counts, whatever version a pack names.
    const bool fits = !need || isOfTorchFamily(name) || !need->url.isEmpty()
        || need->versions.take(there->version);
    if (fits && (!need || hasExtras(*need, *there, environment)))
        return std::nullopt;
    return MissingNeed{written.text, shown(*there)};
}

/** A need that somebody chose to do without. */
MissingNeed leftOutNeed(const PackNeed &need, const PythonEnvironment &environment)
{
    const Distribution *const there = providerOf(need.name, environment);
    return {need.text, there ? shown(*there) : QString()};
}

void judgeNeeds(const NodePack &pack, const PackRecord *record, const QStringList &without,
                const Result<PythonEnvironment> &environment, PackState &state)
{
    if (pack.kind == PackKind::File)
        return;
    Result<PackNeeds> needs = readPackNeeds(pack.name, pack.folder);
    if (!needs) {
        state.problem = needs.error();
        return;
    }
    if (record)
        addScriptNeeds(*needs, record->scriptNeeds);
    if (needs->needs.isEmpty())
        return;
    if (!environment) {
        state.problem = environment.error();
        return;
    }
    const bool isAll = leavesOutAll(without, pack.name);
    for (const PackNeed &need : needs->needs) {
        if (isAll || leavesOut(without, pack.name, requirementKey(need.name, need.text)))
            state.leftOut += leftOutNeed(need, *environment);
        else if (const auto missing = judgeNeed(need, *environment))
            state.missing += *missing;
    }
}

Result<PythonEnvironment> environmentFor(const Library &library, const Install &install,
                                         const JobContext &job)
{
    const Result<EnvironmentRequest> place = environmentOf(library, install, hostOs());
    return place ? readEnvironment(*place, job) : place.error();
}

} // namespace

Result<QList<PackState>> readPackStates(const Library &library, const Install &install,
                                        const QList<NodePack> &packs, const JobContext &job)
{
    QList<PackState> states;
    if (packs.isEmpty())
        return states;
    const Result<PythonEnvironment> environment = environmentFor(library, install, job);
    const PackRecords records = readPackRecords(library, install.id);
    for (const NodePack &pack : packs) {
        if (job.isCancelled())
            return cancelledError();
        PackState state{.pack = pack.name};
        const PackRecord *const record = records.find(pack.name);
        judgeNeeds(pack, record, records.withoutNeeds, environment, state);
        if (pack.kind == PackKind::Git) {
            const Result<WorkTreeState> git = readWorkTree(pack.ownFolder(), job);
            if (git)
                state.git = *git;
        }
        if (record) {
            state.installed = record->installed;
            const Result<Sha256> digest = packDigest(pack.ownFolder(), job);
            if (digest && !record->digest.isNull())
                state.isChanged = record->isEdited || *digest != record->digest;
        }
        states += state;
    }
    return states;
}

} // namespace portico
