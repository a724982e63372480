// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/filelock.h"
#include "core/io/stagingfolder.h"
#include "core/nodes/nodepacks.h"
#include "core/repair/exchange.h"
#include "core/repair/packdamage.h"
#include "core/repair/packorigin.h"
#include "core/repair/repairparts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairPacks)
};

constexpr qsizetype kMostLines = 12;

Error nowhere(const NodePack &pack)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("Nobody knows any more where “%1” came from.").arg(pack.name),
            .nextStep = Text::tr("Remove it and install it again from where it is offered."),
            .detail = {}};
}

RepairStep stepFor(RepairAct act, const NodePack &pack, const QStringList &files,
                   const QList<PackOrigin> &origins)
{
    RepairStep step{.act = act};
    step.pack = pack.name;
    step.files = files.size();
    step.lines = files.first(qMin(kMostLines, files.size()));
    if (origins.isEmpty()) {
        step.obstacle = nowhere(pack);
        return step;
    }
    step.source = origins.constFirst().name;
    step.needsNetwork = origins.constFirst().needsNetwork;
    return step;
}

void planPack(const NodePack &pack, const PackDamage &damage, const QList<PackOrigin> &origins,
              RepairPlan &plan)
{
    if (const QStringList lost = damage.lost(); !lost.isEmpty()) {
        RepairStep step = stepFor(RepairAct::PutBackPack, pack, lost, origins);
        step.title = Text::tr("Put back %n files of the node pack “%1”", nullptr,
                              static_cast<int>(lost.size()))
                         .arg(pack.name);
        step.why = Text::tr("They are gone or damaged, so it may not load.");
        plan.steps += step;
    }
    if (damage.edited.isEmpty())
        return;
    RepairStep step = stepFor(RepairAct::PutBackEdits, pack, damage.edited, origins);
    step.title = Text::tr("Undo what was changed by hand in the node pack “%1”").arg(pack.name);
    step.why = Text::tr("It is left as it is unless you agree. The pack as it is now is kept, and "
                        "can be taken back.");
    step.needsConsent = true;
    plan.steps += step;
}

/** Somebody may have had reasons, so it is only told. */
void remarkOnGone(const PackRecords &records, const QList<NodePack> &packs, RepairPlan &plan)
{
    for (const PackRecord &record : records.packs) {
        const bool isThere = std::any_of(packs.begin(), packs.end(), [&](const NodePack &pack) {
            return pack.name == record.name;
        });
        if (!isThere)
            plan.remarks += Text::tr("The folder of the node pack “%1”, which Portico installed, "
                                     "is gone. Install it again if it is missed.")
                                .arg(record.name);
    }
}

/** What of the wanted files a fresh copy of the pack has, as it should be. */
QList<ComingFile> usable(const QStringList &wanted, const PackDamage &damage, const QString &folder,
                         const JobContext &job)
{
    QList<ComingFile> files;
    for (const QString &path : wanted) {
        const QString staged = folder + u'/' + path;
        if (isFileOrLink(staged) && hasHash(staged, damage.hashes.value(path), job))
            files += ComingFile{.path = path, .staged = staged};
    }
    return files;
}

QStringList pathsOf(const QList<ComingFile> &files)
{
    QStringList paths;
    for (const ComingFile &file : files)
        paths += file.path;
    return paths;
}

/** One pack on its way back. */
class PuttingBack
{
public:
    PuttingBack(const RepairWork &work, NodePack pack, const PackRecord *record)
        : m_work(work)
        , m_pack(std::move(pack))
        , m_record(record)
    { }

    /** Returns what nobody had. */
    Result<QStringList> run(const PackDamage &damage, QStringList wanted, const QString &step);

private:
    Result<> take(const PackOrigin &origin, const QString &into, const PackDamage &damage,
                  QStringList &wanted);

    const RepairWork &m_work;
    const NodePack m_pack;
    const PackRecord *m_record;
    QList<ComingFile> m_coming{};
};

/** An origin that has nothing is passed over; the next may have it. */
Result<> PuttingBack::take(const PackOrigin &origin, const QString &into, const PackDamage &damage,
                           QStringList &wanted)
{
    const Result<QString> fresh = freshCopy(m_work.services, origin, into, m_work.job);
    if (!fresh && endsRepair(fresh.error()))
        return fresh.error();
    if (!fresh) {
        m_work.job.log(fresh.error().message);
        return {};
    }
    const QList<ComingFile> files = usable(wanted, damage, *fresh, m_work.job);
    const QStringList paths = pathsOf(files);
    wanted.removeIf([&](const QString &path) { return paths.contains(path); });
    m_coming += files;
    return {};
}

Result<QStringList> PuttingBack::run(const PackDamage &damage, QStringList wanted,
                                     const QString &step)
{
    const auto staging = StagingDir::create(m_work.services.library.staging(),
                                            Text::tr("repairing “%1”").arg(m_pack.name));
    if (!staging)
        return staging.error();
    int number = 0;
    for (const PackOrigin &origin :
         packOrigins(m_work.services.library, m_work.install.id, m_pack, m_record)) {
        if (wanted.isEmpty())
            break;
        const QString into = staging->path() + u'/' + QString::number(++number);
        const Result<> taken = take(origin, into, damage, wanted);
        if (!taken)
            return taken.error();
    }
    const Result<> exchanged = exchangeFiles({.folder = m_pack.ownFolder(),
                                              .kept = m_work.kept + "/packs/"_L1 + m_pack.name,
                                              .leaving = {},
                                              .coming = m_coming,
                                              .step = step},
                                             m_work.job);
    return exchanged ? Result<QStringList>(wanted) : exchanged.error();
}

} // namespace

Result<> planPacks(const RepairServices &services, const Install &install, RepairPlan &plan,
                   const JobContext &job)
{
    const Library &library = services.library;
    const Result<QList<NodePack>> packs = readNodePacks(library, install, job);
    if (!packs)
        return packs.error();
    const PackRecords records = readPackRecords(library, install.id);
    remarkOnGone(records, *packs, plan);
    for (const NodePack &pack : *packs) {
        const PackRecord *const record = records.find(pack.name);
        const Result<PackDamage> damage = findPackDamage(library, install.id, pack, record, job);
        if (!damage && damage.error().code == ErrorCode::Cancelled)
            return damage.error();
        if (!damage)
            plan.remarks += damage.error().message + u' ' + damage.error().nextStep;
        else if (!damage->isClean())
            planPack(pack, *damage, packOrigins(library, install.id, pack, record), plan);
    }
    const Result<QList<PackState>> states = readPackStates(library, install, *packs, job);
    if (!states)
        return states.error();
    planPackNeeds(library, install, *packs, *states, plan);
    return {};
}

Result<> runPutBackPack(const RepairWork &work, const RepairStep &step)
{
    const Library &library = work.services.library;
    const auto lock =
        FileLock::tryLock(packsLock(library, work.install.id), Text::tr("repairing node packs"));
    if (!lock)
        return lock.error();
    const Result<QList<NodePack>> packs = readNodePacks(library, work.install, work.job);
    if (!packs)
        return packs.error();
    const Result<NodePack> pack = findNodePack(*packs, step.pack);
    if (!pack)
        return pack.error();
    const PackRecords records = readPackRecords(library, work.install.id);
    const PackRecord *const record = records.find(pack->name);
    const Result<PackDamage> damage =
        findPackDamage(library, work.install.id, *pack, record, work.job);
    if (!damage)
        return damage.error();
    const bool areEdits = step.act == RepairAct::PutBackEdits;
    const QStringList wanted = areEdits ? damage->edited : damage->lost();
    if (wanted.isEmpty())
        return {};
    if (areEdits) {
        if (const Result<> kept = keepEdited(work, *pack); !kept)
            return kept;
    }
    const Result<QStringList> left =
        PuttingBack(work, *pack, record).run(*damage, wanted, step.title);
    if (!left)
        return left.error();
    if (!left->isEmpty())
        work.outcome.notDone += Text::tr("%n files of the node pack “%1” could not be had: %2.",
                                         nullptr, static_cast<int>(left->size()))
                                    .arg(pack->name, shortList(*left));
    return {};
}

} // namespace portico
