// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/installfile.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/net/network.h"
#include "core/nodes/installscriptclone.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packupdate.h"
#include "core/nodes/preparation.h"
#include "core/platform/filerules.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PrepareChange)
};

/** Nobody tries a pack that is not loaded. */
Error isolatedAndDisabled(const NodePack &pack)
{
    return {.code = ErrorCode::Refused,
            .message =
                Text::tr("The node pack “%1” is isolated and disabled: its new version could "
                         "not be tried.")
                    .arg(pack.name),
            .nextStep = Text::tr("Enable it first, then update it."),
            .detail = pack.folder};
}

} // namespace

Preparation::Preparation(const NodeServices &services, ChangeParts &parts, QList<NodePack> packs,
                         const JobContext &job)
    : m_services(services)
    , m_parts(parts)
    , m_packs(std::move(packs))
    , m_job(job)
{ }

Result<> Preparation::run()
{
    switch (m_parts.change.act) {
    case PackAct::Install:
        return installAll();
    case PackAct::Update:
        return each([this](const QString &name) { return update(name); });
    case PackAct::Restore:
        return each([this](const QString &name) { return restore(name); });
    case PackAct::Enable:
    case PackAct::Disable:
        return each([this](const QString &name) { return turn(name); });
    case PackAct::Remove:
        return each([this](const QString &name) { return remove(name); });
    case PackAct::RunScript:
        return each([this](const QString &name) { return runScript(name); });
    case PackAct::Isolate:
        return each([this](const QString &name) { return isolate(name); });
    case PackAct::Rejoin:
        return each([this](const QString &name) { return rejoin(name); });
    case PackAct::Match:
        return match();
    case PackAct::Apply:
        break;
    }
    return {};
}

Result<> Preparation::each(const std::function<Result<>(const QString &)> &prepare)
{
    for (const QString &name : m_parts.change.packs) {
        const Result<> done = prepare(name);
        if (!done)
            return done;
    }
    return {};
}

bool Preparation::isDone(const QString &pack) const
{
    return std::any_of(m_parts.plan.steps.begin(), m_parts.plan.steps.end(),
                       [&](const PackStep &step) { return step.pack == pack; });
}

void Preparation::add(PackStep step)
{
    const NodePack &shown = step.after ? *step.after : *step.before;
    const Result<TreeSize> size = treeSize(shown.folder, m_job);
    step.bytes = size ? size->bytes : 0;
    const bool brings = step.act == PackAct::Install || step.act == PackAct::Update
        || step.act == PackAct::RunScript;
    // What is restored was made whole then; a script would make something new.
    const bool mayRun = brings && m_parts.change.act != PackAct::Match;
    if (mayRun && step.after->isEnabled && !step.after->isIsolated())
        step.script = readInstallScript(*step.after, record(step.pack));
    m_parts.plan.steps += step;
}

Result<ObtainedPack> Preparation::obtain(const PackSource &source, GitHistory history)
{
    if (!m_network) {
        const Result<NetworkChain> chain = m_services.compose.network.chain(m_job);
        if (!chain)
            return chain.error();
        m_network = *chain;
    }
    const Result<QString> into = stagingFolder();
    if (!into)
        return into.error();
    Result<ObtainedPack> pack = obtainPack(m_services, *m_network, {source, *into, history}, m_job);
    if (pack)
        m_parts.obtained += *pack;
    return pack;
}

/** An empty one for one pack. */
Result<QString> Preparation::stagingFolder()
{
    if (!m_parts.staging) {
        Result<StagingDir> staging = StagingDir::create(m_services.compose.library.staging(),
                                                        Text::tr("fetching node packs"));
        if (!staging)
            return staging.error();
        m_parts.staging.emplace(std::move(*staging));
    }
    QString folder;
    do {
        folder = m_parts.staging->path() + u'/' + QString::number(++m_number);
    } while (QFileInfo::exists(folder));
    const Result<> made = makeFolder(folder);
    return made ? Result<QString>(folder) : made.error();
}

/** A folder of that name, in whatever case, or the same name twice in one change. */
Result<> Preparation::checkName(const QString &name) const
{
    const QString key = collisionKey(name);
    const auto there = std::find_if(m_packs.begin(), m_packs.end(), [&](const NodePack &pack) {
        return collisionKey(pack.name) == key;
    });
    const bool isTwice =
        std::any_of(m_parts.plan.steps.begin(), m_parts.plan.steps.end(),
                    [&](const PackStep &step) { return collisionKey(step.pack) == key; });
    if (there == m_packs.end() && !isTwice)
        return {};
    if (isTwice)
        return Error{.code = ErrorCode::AlreadyExists,
                     .message = Text::tr("Two of these node packs would be called “%1”.").arg(name),
                     .nextStep = Text::tr("Install one of them alone."),
                     .detail = {}};
    return Error{
        .code = ErrorCode::AlreadyExists,
        .message = there->isEnabled
            ? Text::tr("There is a node pack “%1” already.").arg(there->name)
            : Text::tr("There is a node pack “%1” already; it is disabled.").arg(there->name),
        .nextStep = there->isEnabled ? Text::tr("Update it instead, or remove it first.")
                                     : Text::tr("Enable or update it instead, or remove it first."),
        .detail = there->folder};
}

/** The same pack under another name: both would bring the same nodes. */
void Preparation::remarkTwin(const PackStep &step)
{
    const QString &id = step.after->registryId;
    for (const NodePack &pack : m_packs) {
        if (!id.isEmpty() && pack.isEnabled && pack.name != step.pack
            && pack.registryId.compare(id, Qt::CaseInsensitive) == 0)
            m_parts.plan.remarks += Text::tr("“%1” and “%2” both say to be the node pack %3: one "
                                             "of them should be disabled.")
                                        .arg(pack.name, step.pack, id);
    }
}

Result<> Preparation::installAll()
{
    for (const PackSource &source : m_parts.change.sources) {
        // Where the name is known before anything is fetched, a clash is.
        const bool isKnown = source.kind != PackSource::Kind::Archive || !source.name.isEmpty();
        const Result<QString> name = packFolderName(source);
        if (isKnown && !name)
            return name.error();
        if (const Result<> free = isKnown ? checkName(*name) : Result<>(); !free)
            return free;
        const Result<ObtainedPack> pack = obtain(source, GitHistory::NewestOnly);
        if (!pack)
            return pack.error();
        if (const Result<> free = checkName(pack->name); !free)
            return free;
        PackStep step{.act = PackAct::Install,
                      .pack = pack->name,
                      .after = readNodePack(pack->name, pack->folder),
                      .source = shownSource(pack->source),
                      .remarks = pack->remarks};
        remarkTwin(step);
        add(step);
    }
    return {};
}

Result<> Preparation::update(const QString &name)
{
    const Result<NodePack> pack = findNodePack(m_packs, name);
    if (!pack)
        return pack.error();
    if (isDone(pack->name))
        return {};
    if (pack->isIsolated() && !pack->isEnabled)
        return isolatedAndDisabled(*pack);
    const PackRecord *const known = record(pack->name);
    const Result<PackSource> source = updateSource(*pack, known, m_parts.change.to);
    if (!source)
        return source.error();
    const Result<QStringList> edits = editsOf(*pack, known, m_job);
    if (!edits)
        return edits.error();
    if (!edits->isEmpty() && m_parts.change.edits == LocalEdits::Refuse)
        return editsError(pack->name, *edits);
    const Result<ObtainedPack> fresh = obtain(*source, GitHistory::Whole);
    if (!fresh)
        return fresh.error();
    NodePack after = readNodePack(pack->name, fresh->folder);
    after.isEnabled = pack->isEnabled;
    const bool isSame = edits->isEmpty()
        && (after.kind == PackKind::Git            ? after.commit == pack->commit
                : after.kind == PackKind::Registry ? after.version == pack->version
                                                   : false);
    if (isSame) {
        m_parts.plan.remarks += Text::tr("“%1” is up to date.").arg(pack->name);
        return {};
    }
    PackStep step{.act = PackAct::Update,
                  .pack = pack->name,
                  .before = *pack,
                  .after = after,
                  .source = shownSource(fresh->source),
                  .edits = *edits,
                  .remarks = fresh->remarks};
    tellWhatIsNew(m_services, step, m_job);
    if (const Result<> wrapped = pack->isIsolated() ? wrapUpdate(step) : Result<>(); !wrapped)
        return wrapped;
    add(step);
    return {};
}

/** Where no file system shares files, a copy of Python and torch is large: said before. */
void tellScriptCost(const NodeServices &services, ChangeParts &parts, const JobContext &job)
{
    if (runnableScripts(parts.plan).isEmpty())
        return;
    const Result<qint64> bytes =
        scriptCopyBytes({services.compose.library, parts.install, parts.plan.layerBefore}, job);
    parts.plan.scriptCopyBytes = bytes ? *bytes : 0;
}

namespace {

/** Undoing needs no choice: what clashes is as it was before the pack was isolated. */
Result<> planWithoutRejoined(const NodeServices &services, ChangeParts &parts,
                             const JobContext &job)
{
    for (const PackStep &step : std::as_const(parts.plan.steps)) {
        parts.change.without += step.pack;
        parts.plan.remarks += Text::tr("What “%1” needs does not go together with what the other "
                                       "node packs need, and is left out.")
                                  .arg(step.pack);
    }
    return planPackages(services, parts, job);
}

} // namespace

Result<PreparedChange> prepareChange(const NodeServices &services, const InstallId &id,
                                     const PackChange &change, const JobContext &job)
{
    const Library &library = services.compose.library;
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return install.error();
    if (const auto allowed = checkMayChange(library, *install, change.act); !allowed)
        return allowed.error();
    const Result<QList<NodePack>> packs = readNodePacks(library, *install, job);
    if (!packs)
        return packs.error();
    auto parts = std::make_unique<ChangeParts>(ChangeParts{
        .install = *install, .change = change, .records = readPackRecords(library, id)});
    parts->plan.act = change.act;
    parts->plan.lacks = change.lacks;
    parts->plan.acceptsLacks = change.exactness == Exactness::AsFarAsPossible;
    parts->generationNow = install->currentGeneration;
    if (const Result<> planned = planGeneration(library, *parts); !planned)
        return planned.error();
    if (const Result<> settings = planSettings(*parts); !settings)
        return settings.error();
    if (const Result<> known = checkTakenBack(*parts); !known)
        return known.error();
    const Result<> prepared = Preparation(services, *parts, *packs, job).run();
    if (!prepared)
        return prepared.error();
    Result<> planned = planPackages(services, *parts, job);
    if (planned && change.act == PackAct::Rejoin && !parts->plan.isComplete())
        planned = planWithoutRejoined(services, *parts, job);
    if (!planned && change.act == PackAct::Match && planned.error().code != ErrorCode::Cancelled) {
        parts->plan.lacks += Lack{.why = planned.error()}; // the packages stay as they are
        parts->plan.layer.reset();
        planned = {};
    }
    if (!planned)
        return planned.error();
    tellOtherLayer(*parts);
    tellScriptCost(services, *parts, job);
    return PreparedChange(std::move(parts));
}

Result<> isolateInPlan(const NodeServices &services, PreparedChange &prepared,
                       const QStringList &packs, const JobContext &job)
{
    ChangeParts &parts = prepared.parts();
    const auto there = readNodePacks(services.compose.library, parts.install, job);
    if (!there)
        return there.error();
    Preparation preparation(services, parts, *there, job);
    for (const QString &pack : packs) {
        if (const Result<> isolated = preparation.isolateToo(pack); !isolated)
            return isolated;
    }
    return planPackages(services, parts, job);
}

Result<> planAgain(const NodeServices &services, PreparedChange &prepared,
                   const QStringList &without, const JobContext &job)
{
    prepared.parts().change.without = without;
    return planPackages(services, prepared.parts(), job);
}

} // namespace portico
