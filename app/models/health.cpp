// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/health.h"

#include "app/models/sessions.h"
#include "app/services.h"
#include "core/diagnosis/laststart.h"
#include "core/hardware/detectcomputer.h"
#include "core/hardware/hardwareprobe.h"
#include "core/installs/installstore.h"
#include "core/io/tree.h"
#include "core/jobs/job.h"
#include "core/jobs/jobrunner.h"
#include "core/nodes/nodepacks.h"
#include "core/platform/hostos.h"
#include "core/python/layer.h"

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

Result<PackFacts> packFacts(const Library &library, const Install &install, const JobContext &job)
{
    const Result<QList<NodePack>> packs = readNodePacks(library, install, job);
    if (!packs)
        return packs.error();
    const Result<QList<PackState>> states = readPackStates(library, install, *packs, job);
    if (!states)
        return states.error();
    const Result<LastStart> last = readLastStart(library, install.id, job);
    if (!last)
        return last.error();
    return PackFacts{.rows = packRows(*packs, *states, last->packs),
                     .kept = readKeptPacks(library, install.id),
                     .problem = {}};
}

LayerFacts layerFacts(const Library &library, const Install &install, const JobContext &job)
{
    LayerFacts facts;
    const Generation *generation = install.generation();
    if (!generation || generation->layer.isEmpty())
        return facts;
    facts.id = generation->layer;
    const QString folder = library.layerFolder(facts.id);
    const Result<Layer> layer = readLayer(folder);
    if (!layer) {
        facts.problem = layer.error();
        return facts;
    }
    for (const LockedPackage &package : layer->lock.packages)
        facts.packages += package.name + u' ' + package.version;
    if (const Result<TreeSize> size = treeSize(folder, job))
        facts.bytes = size->bytes;
    return facts;
}

Result<PackageFacts> packageFacts(const Library &library, const Install &install,
                                  const ComputerSource &computer, const JobContext &job)
{
    PackageFacts facts;
    const Result<Verdict> verdict = verifyInstall(library, install, hostOs(), computer, job);
    if (verdict)
        facts.verdict = *verdict;
    else if (verdict.error().code == ErrorCode::Cancelled)
        return verdict.error();
    else
        facts.problem = verdict.error();
    facts.layer = layerFacts(library, install, job);
    facts.probe = lastProbe(library, install.id);
    if (const Result<Drift> drift = findDrift(library, install, job))
        facts.drift = *drift;
    return facts;
}

} // namespace

QString markOf(const HealthFacts &facts)
{
    QStringList parts;
    if (facts.packages) {
        const PackageFacts &packages = *facts.packages;
        parts += packages.layer.id + QString::number(packages.layer.bytes);
        if (packages.probe)
            parts += packages.probe->when.toString(Qt::ISODate) + packages.probe->probe.reason;
        if (packages.problem)
            parts += packages.problem->message;
        if (packages.verdict) {
            parts +=
                packages.verdict->torchVersion + QString::number(packages.verdict->distributions);
            for (const Finding &finding : packages.verdict->findings)
                parts += finding.title + finding.message;
        }
        for (const DriftGroup &group :
             packages.drift ? packages.drift->groups() : QList<DriftGroup>())
            parts += group.name + group.now
                + QString::number(group.changed + group.added + group.removed);
    }
    if (facts.packs) {
        for (const PackRow &row : facts.packs->rows)
            parts += row.pack.name + conditionText(row.condition);
    }
    if (facts.drift.job)
        parts += facts.drift.job->title();
    if (facts.drift.problem)
        parts += facts.drift.problem->message;
    return parts.join(u'\n');
}

HealthLine healthLine(const PackageFacts &facts, const QString &installName)
{
    const bool isClean = facts.verdict && facts.verdict->isClean();
    if (isClean && facts.drift && !facts.drift->isClean())
        return {.icon = IconName::Warning,
                .tint = IconTint::Busy,
                .text = driftCard(*facts.drift, installName).title};
    if (facts.problem)
        return {.icon = IconName::Warning, .tint = IconTint::Busy, .text = facts.problem->message};
    if (!facts.verdict)
        return {.icon = IconName::Pending, .tint = IconTint::Muted, .text = {}};
    return {.icon = isClean ? IconName::Check : IconName::Failed,
            .tint = isClean ? IconTint::Ready : IconTint::Crashed,
            .text = facts.verdict->sentence()};
}

ComputerSource computerSource(const Services &services)
{
    return [&host = services.host(), root = services.library().root()](const JobContext &job) {
        return detectComputer(makeHardwareProbe(host, root), job);
    };
}

Health::Health(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    connect(&m_parts.sessions, &Sessions::statusChanged, this, &Health::followSession);
    connect(&m_parts.installs, &InstallStore::changed, this, [this](const InstallId &id) {
        if (m_entries.contains(id))
            look(id);
    });
    connect(&m_parts.installs, &InstallStore::removed, this,
            [this](const InstallId &id) { m_entries.erase(id); });
}

void Health::tell(const InstallId &id, const HealthFacts &facts)
{
    Entry &entry = m_entries[id];
    entry.wasTold = true;
    entry.facts = facts;
    emit changed(id);
}

const HealthFacts &Health::of(const InstallId &id) const
{
    static const HealthFacts nothing;
    const auto it = m_entries.find(id);
    return it == m_entries.end() ? nothing : it->second.facts;
}

void Health::look(const InstallId &id)
{
    if (!m_parts.installs.find(id))
        return;
    Entry &entry = m_entries[id];
    if (entry.wasTold)
        return;
    if (entry.running > 0) {
        entry.isStale = true;
        return;
    }
    entry.isStale = false;
    entry.facts.isLooking = true;
    entry.running = 2;
    readPacks(id);
    readPackages(id);
    emit changed(id);
}

void Health::setDriftWork(const InstallId &id, const DriftWork &work)
{
    m_entries[id].facts.drift = work;
    emit changed(id);
}

void Health::readPacks(const InstallId &id)
{
    m_parts.background.start<PackFacts>(
        {.title = tr("Read the node packs"), .exclusiveKey = {}},
        [library = m_parts.services.library(), install = *m_parts.installs.find(id)](
            const JobContext &job) { return packFacts(library, install, job); },
        this,
        [this, id](const Result<PackFacts> &facts) {
            const auto it = m_entries.find(id);
            if (it == m_entries.end() || it->second.wasTold)
                return;
            if (facts)
                it->second.facts.packs = *facts;
            else if (facts.error().code != ErrorCode::Cancelled)
                it->second.facts.packs =
                    PackFacts{.rows = {}, .kept = {}, .problem = facts.error()};
            finishPart(id);
        });
}

void Health::readPackages(const InstallId &id)
{
    m_parts.background.start<PackageFacts>(
        {.title = tr("Verify the packages"), .exclusiveKey = {}},
        [library = m_parts.services.library(), install = *m_parts.installs.find(id),
         computer = computerSource(m_parts.services)](const JobContext &job) {
            return packageFacts(library, install, computer, job);
        },
        this,
        [this, id](const Result<PackageFacts> &facts) {
            const auto it = m_entries.find(id);
            if (it == m_entries.end() || it->second.wasTold)
                return;
            if (facts)
                it->second.facts.packages = *facts;
            finishPart(id);
        });
}

void Health::finishPart(const InstallId &id)
{
    Entry &entry = m_entries[id];
    --entry.running;
    entry.facts.isLooking = entry.running > 0;
    const bool isAgain = entry.running == 0 && entry.isStale;
    emit changed(id);
    if (isAgain)
        look(id);
}

/** What a session left behind is looked at when it has ended, and once it is ready. */
void Health::followSession(const InstallId &id)
{
    const auto it = m_entries.find(id);
    if (it == m_entries.end())
        return;
    const SessionState state = m_parts.sessions.status(id).state;
    const bool runs = isRunning(state);
    const bool hasEnded = it->second.wasRunning && !runs;
    const bool isReadyNow = !it->second.wasReady && state == SessionState::Ready;
    it->second.wasRunning = runs;
    it->second.wasReady = state == SessionState::Ready;
    if (hasEnded || isReadyNow)
        look(id);
}

} // namespace portico::app
