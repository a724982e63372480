// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/installs/verifyinstall.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/net/network.h"
#include "core/nodes/changeparts.h"
#include "core/nodes/installscriptclone.h"
#include "core/nodes/installscriptrun.h"
#include "core/nodes/isolationmark.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packneeds.h"
#include "core/nodes/packupdate.h"
#include "core/platform/durable.h"
#include "core/platform/host.h"
#include "core/python/baselock.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::InstallScripts)
};

/** A pack whose script ran well, out of the way of the next one. */
struct RanPack
{
    QString pack;
    QString folder;
    QStringList needs;
    QStringList remarks;
};

/** The scripts of one change, one after another. */
class ScriptRunning
{
public:
    ScriptRunning(const NodeServices &services, ChangeParts &parts, const ChangeConsent &consent,
                  const JobContext &job)
        : m_services(services)
        , m_parts(parts)
        , m_consent(consent)
        , m_job(job)
    { }

    Result<ScriptsRun> run(const QStringList &packs);

private:
    PackStep *stepOf(const QString &pack);
    Result<> checkMayRun(const QStringList &packs);
    Result<> forgetEarlierNeeds(const QStringList &packs);
    Result<> runAll(const QStringList &packs, const QString &layer);
    Result<> prepareClone(const QString &layer);
    Result<> runOne(const PackStep &step);
    Result<QStringList> constraints() const;
    QMap<QString, QString> placesOf(const PackStep &step) const;
    Result<> take(const RanPack &ran);
    void giveBack();

    const NodeServices &m_services;
    ChangeParts &m_parts;
    const ChangeConsent &m_consent;
    const JobContext &m_job;
    std::optional<StagingDir> m_staging;
    std::optional<ScriptClone> m_clone; ///< none, or one that no script has touched
    std::optional<NetworkChain> m_network;
    QStringList m_constraints;
    int m_number = 0;
    QList<RanPack> m_ran;
    QList<std::pair<QString, QString>> m_taken; ///< a pack's folder, and where it was before
};

PackStep *ScriptRunning::stepOf(const QString &pack)
{
    const auto found = std::find_if(m_parts.plan.steps.begin(), m_parts.plan.steps.end(),
                                    [&](const PackStep &step) { return step.pack == pack; });
    return found == m_parts.plan.steps.end() ? nullptr : &*found;
}

Result<> ScriptRunning::checkMayRun(const QStringList &packs)
{
    for (const QString &pack : packs) {
        const PackStep *const step = stepOf(pack);
        if (step && step->script && step->script->mayRun())
            continue;
        const QStringList names = runnableScripts(m_parts.plan);
        return Error{.code = ErrorCode::InvalidInput,
                     .message = step && step->script && !step->script->problem.isEmpty()
                         ? step->script->problem
                         : Text::tr("“%1” brings no install.py that could run now.").arg(pack),
                     .nextStep = names.isEmpty() ? Text::tr("Go on without running one.")
                                                 : Text::tr("Choose among: %1.").arg(listed(names)),
                     .detail = {}};
    }
    return checkMayChange(m_services.compose.library, m_parts.install, m_parts.change.act);
}

/** What another run has added is found out anew. */
Result<> ScriptRunning::forgetEarlierNeeds(const QStringList &packs)
{
    bool hadNeeds = false;
    for (const QString &pack : packs) {
        PackStep *const step = stepOf(pack);
        hadNeeds = hadNeeds || !scriptNeedsOf(m_parts, *step).isEmpty();
        step->script->hasRun = true;
        step->script->needs.clear();
    }
    return hadNeeds ? planPackages(m_services, m_parts, m_job) : Result<>();
}

/** As when ComfyUI runs: the torch family always, the rest of the base unless switched off. */
Result<QStringList> ScriptRunning::constraints() const
{
    const Result<EnvironmentRequest> place = baseEnvironmentOf(
        m_services.compose.library, m_parts.install, m_services.compose.host.os());
    if (!place)
        return place.error();
    PythonEnvironment base;
    for (const InstalledPackage &package : installedPackages(place->folders))
        base.distributions += package.distribution;
    return baseConstraints(
        base, m_parts.install.settings.guardBase ? BasePins::Everything : BasePins::TorchFamily);
}

Result<> ScriptRunning::prepareClone(const QString &layer)
{
    if (m_clone)
        return {};
    const QString root = m_staging->path() + u'/' + QString::number(++m_number);
    if (const Result<> made = makeFolder(root); !made)
        return made;
    Result<ScriptClone> clone =
        makeScriptClone({m_services.compose.library, m_parts.install, layer}, root,
                        m_services.compose.host, m_services.compose.processes, m_job);
    if (!clone)
        return clone.error();
    m_clone = std::move(*clone);
    return {};
}

QMap<QString, QString> ScriptRunning::placesOf(const PackStep &step) const
{
    const Library &library = m_services.compose.library;
    const QString data = library.dataFolder(m_parts.install.id);
    const QString runtime = library.runtimeFolder(m_parts.install);
    return {{m_clone->packs, customNodesFolder(library, m_parts.install)},
            {m_clone->comfy, QDir::cleanPath(data)},
            {m_clone->runtime, runtime},
            {QFileInfo(m_clone->python).path(),
             runtime + QFileInfo(m_clone->python).path().mid(m_clone->runtime.size())},
            {m_clone->packs + u'/' + step.pack,
             customNodesFolder(library, m_parts.install) + u'/' + step.pack}};
}

Result<> ScriptRunning::runOne(const PackStep &step)
{
    if (step.act == PackAct::Update) { // else it would make new settings in the place of the old
        const QString work = m_staging->path() + "/own-"_L1 + QString::number(m_ran.size());
        const Result<> carried =
            carryOwnFiles(*step.before, m_parts.obtainedFor(step.pack)->folder, work, m_job);
        if (!carried)
            return carried;
    }
    const Result<ScriptRunOutcome> ran =
        runInstallScript({.clone = *m_clone,
                          .pack = step.pack,
                          .folder = m_parts.obtainedFor(step.pack)->folder,
                          .constraints = m_constraints,
                          .network = *m_network,
                          .places = placesOf(step)},
                         m_services.compose.processes, m_job);
    if (!ran)
        return ran.error();
    const QString aside = m_staging->path() + "/ran-"_L1 + QString::number(m_ran.size());
    const auto moved = renameDurably(ran->folder, aside, IfExists::Refuse, m_job);
    if (!moved)
        return moved;
    m_ran += RanPack{step.pack, aside, ran->packages.needs, ran->remarks};
    if (!ran->isCloneDirty)
        return {};
    const QString root = m_clone->root;
    m_clone.reset();
    return removeTree(root, m_job);
}

Result<> ScriptRunning::runAll(const QStringList &packs, const QString &layer)
{
    const Result<NetworkChain> network = m_services.compose.network.chain(m_job);
    if (!network)
        return network.error();
    m_network = *network;
    const Result<QStringList> held = constraints();
    if (!held)
        return held.error();
    m_constraints = *held;
    Result<StagingDir> staging =
        StagingDir::create(m_services.compose.library.staging(), Text::tr("running install.py"));
    if (!staging)
        return staging.error();
    m_staging.emplace(std::move(*staging));
    for (const QString &pack : packs) {
        if (const Result<> cloned = prepareClone(layer); !cloned)
            return cloned;
        if (const Result<> ran = runOne(*stepOf(pack)); !ran)
            return ran;
    }
    return {};
}

/** The pack as its script left it becomes the one that is installed. */
Result<> ScriptRunning::take(const RanPack &ran)
{
    const QString folder = m_parts.obtainedFor(ran.pack)->folder;
    const QString old = m_staging->path() + "/old-"_L1 + QString::number(m_taken.size());
    if (const auto aside = renameDurably(folder, old, IfExists::Refuse, m_job); !aside)
        return aside;
    m_taken += {folder, old};
    if (const auto moved = renameDurably(ran.folder, folder, IfExists::Refuse, m_job); !moved)
        return moved;
    PackStep &step = *stepOf(ran.pack);
    const bool isEnabled = step.after->isEnabled;
    step.after = readNodePack(ran.pack, folder);
    step.after->isEnabled = isEnabled;
    if (const Result<TreeSize> size = treeSize(folder, m_job))
        step.bytes = size->bytes;
    step.script->needs = ran.needs;
    m_parts.plan.remarks += ran.remarks;
    return {};
}

/** The packs as they were fetched, so that they can still be installed without their scripts. */
void ScriptRunning::giveBack()
{
    for (const auto &[folder, old] : std::as_const(m_taken)) {
        const Result<> gone = removeTree(folder, {});
        if (!gone || !renameDurably(old, folder, IfExists::Refuse, {}))
            m_job.log(Text::tr("%1 could not be put back.").arg(folder));
    }
}

Result<ScriptsRun> ScriptRunning::run(const QStringList &packs)
{
    if (const Result<> may = checkMayRun(packs); !may)
        return may.error();
    const auto planned = [this] {
        return m_parts.plan.layer ? toJson(*m_parts.plan.layer) : QJsonObject();
    };
    const QJsonObject before = planned();
    if (const Result<> forgotten = forgetEarlierNeeds(packs); !forgotten)
        return forgotten.error();
    if (!m_parts.plan.isComplete())
        return incompleteError(*m_parts.plan.layer);
    const Result<BuiltLayer> layer = buildPlannedLayer(m_services, m_parts, m_consent, m_job);
    if (!layer)
        return layer.error();
    const QString id = m_parts.plan.layer ? layer->id : m_parts.plan.layerBefore;
    if (const Result<> ran = runAll(packs, id); !ran)
        return ran.error();
    Result<> done;
    for (const RanPack &ran : std::as_const(m_ran)) {
        if (done)
            done = take(ran);
    }
    if (done)
        done = planPackages(m_services, m_parts, m_job);
    if (!done) {
        giveBack();
        return done.error();
    }
    return ScriptsRun{.ran = packs, .changesPlan = planned() != before};
}

} // namespace

QStringList runnableScripts(const ChangePlan &plan)
{
    QStringList packs;
    for (const PackStep &step : plan.steps) {
        if (step.script && step.script->mayRun())
            packs += step.pack;
    }
    return packs;
}

QStringList scriptNeedsOf(const ChangeParts &parts, const PackStep &step)
{
    if (step.script && step.script->hasRun)
        return step.script->needs;
    if (const KeptPack *const taken = parts.takenFor(step.pack))
        return packRecordFromJson(step.pack, taken->record).scriptNeeds;
    if (step.after && step.after->isIsolated())
        return {}; // they are part of its environment
    if (step.act == PackAct::Rejoin) {
        const auto mark = readIsolationMark(step.before->folder);
        return mark ? packRecordFromJson(step.pack, mark->record).scriptNeeds : QStringList();
    }
    const PackRecord *const record = parts.records.find(step.pack);
    if (!record || step.act == PackAct::Install)
        return {};
    if (step.act != PackAct::Update)
        return record->scriptNeeds;
    const Result<PackNeeds> own = readPackNeeds(step.pack, step.after->folder);
    return own ? scriptNeedsBeside(*own, record->scriptNeeds) : record->scriptNeeds;
}

Result<ScriptsRun> runInstallScripts(const NodeServices &services, PreparedChange &prepared,
                                     const QStringList &packs, const ChangeConsent &consent,
                                     const JobContext &job)
{
    ChangeParts &parts = prepared.parts();
    const ChangePlan before = parts.plan;
    Result<ScriptsRun> run = ScriptRunning(services, parts, consent, job).run(packs);
    if (!run)
        parts.plan = before;
    return run;
}

} // namespace portico
