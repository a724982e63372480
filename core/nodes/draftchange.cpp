// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/draftchange.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/nodes/isolationmark.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packdigest.h"
#include "core/nodes/packlist.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DraftChange)
};

} // namespace

Drafting::Drafting(const NodeServices &services, ChangeParts &parts, const JobContext &job)
    : m_library(services.compose.library)
    , m_parts(parts)
    , m_job(job)
    , m_customNodes(customNodesFolder(m_library, parts.install))
    , m_now(services.compose.clock.now())
{ }

bool Drafting::isFree(const QString &path) const
{
    const auto is = [&](const auto &member) {
        return std::any_of(m_transaction.moves.begin(), m_transaction.moves.end(), member);
    };
    if (is([&](const PackMove &move) { return move.to == path; }))
        return false;
    const QFileInfo there(path);
    return (!there.exists() && !there.isSymLink())
        || is([&](const PackMove &move) { return move.from == path; });
}

QString Drafting::unusedKept(const QString &pack) const
{
    const QString wanted = keptPacksFolder(m_library, m_parts.install.id) + u'/'
        + m_now.toString(u"yyyyMMdd-HHmmss"_s) + u'-' + pack;
    QString folder = wanted;
    for (int number = 2; !isFree(folder); ++number)
        folder = wanted + u'-' + QString::number(number);
    return folder;
}

/** Where a pack lies: among the others, or where the Manager, too, keeps disabled ones. */
Result<QString> Drafting::placeFor(const NodePack &pack) const
{
    QStringList places;
    const QString plain = m_customNodes + u'/' + pack.name;
    if (pack.isEnabled) {
        places += plain;
    } else {
        QString id = m_customNodes + "/.disabled/"_L1 + pack.name;
        if (pack.kind == PackKind::Registry && !pack.version.isEmpty())
            id += u'@' + QString(pack.version).replace(u'.', u'_').remove(u'/');
        else if (pack.kind == PackKind::Git)
            id += "@nightly"_L1;
        if (pack.kind != PackKind::File && !pack.name.contains(u'@'))
            places += id;
        places += plain + ".disabled"_L1;
    }
    for (const QString &place : std::as_const(places)) {
        if (isFree(place))
            return place;
    }
    return Error{.code = ErrorCode::AlreadyExists,
                 .message = Text::tr("%1 is there already, where a node pack has to go.")
                                .arg(QDir::toNativeSeparators(places.constLast())),
                 .nextStep = Text::tr("Move it somewhere else, then try again."),
                 .detail = {}};
}

void Drafting::move(const QString &from, const QString &to, bool isFresh)
{
    m_transaction.moves += PackMove{from, to, isFresh};
}

Result<QString> Drafting::stash(const PackStep &step, const QString &keptFolder)
{
    if (step.before->kind != PackKind::Git || step.edits.isEmpty())
        return QString();
    const Result<QByteArray> patch = editsAsPatch(step.before->ownFolder());
    if (!patch)
        return patch.error();
    const QString file = keptFolder + ".patch"_L1;
    if (const auto made = makeFolder(QFileInfo(file).path()); !made)
        return made.error();
    const auto written = writeFileAtomically(file, *patch);
    if (!written)
        return written.error();
    m_transaction.patches += file;
    return file;
}

/** The pack as it is goes aside, or for good. */
Result<> Drafting::putAside(const PackStep &step)
{
    const QString folder = unusedKept(step.pack);
    if (step.act == PackAct::Remove && m_parts.change.mode == RemoveMode::Delete) {
        move(step.before->folder, folder, false);
        m_transaction.after.remove(step.pack);
        m_transaction.rubbish += folder;
        return {};
    }
    KeptPack kept{.pack = step.pack,
                  .folder = folder,
                  .kept = m_now,
                  .wasEnabled = step.before->isEnabled,
                  .hasEdits = step.act == PackAct::Update && !step.edits.isEmpty(),
                  .why = packActName(step.act)};
    const Result<QString> patch = step.act == PackAct::Update ? stash(step, folder) : QString();
    if (!patch)
        return patch.error();
    kept.patch = *patch;
    if (const PackRecord *const record = m_parts.records.find(step.pack))
        kept.record = toJson(*record);
    move(step.before->folder, folder, false);
    m_transaction.after.kept.prepend(kept);
    m_transaction.after.remove(step.pack);
    m_keptFolders += folder;
    return {};
}

/** For a repair that puts back single files. One that no change refers to harms nobody. */
Result<> Drafting::keepList(const ObtainedPack &pack) const
{
    if (!QFileInfo(pack.folder).isDir())
        return {};
    const Result<QByteArray> list = packCodeList(pack.folder, m_job);
    return list ? keepPackList(m_library, m_parts.install.id, *list, pack.archive)
                : Result<>(list.error());
}

Result<> Drafting::recordFresh(const PackStep &step)
{
    const ObtainedPack *const obtained = m_parts.obtainedFor(step.pack);
    if (!obtained)
        return {};
    const Result<Sha256> digest = packDigest(obtained->folder, m_job);
    if (!digest)
        return digest.error();
    if (const Result<> kept = keepList(*obtained); !kept)
        return kept;
    PackRecord record{.name = step.pack,
                      .source = obtained->source,
                      .version = step.after->version,
                      .commit = step.after->commit,
                      .digest = *digest,
                      .installed = m_now};
    const PackRecord *const known = m_parts.records.find(step.pack);
    if (step.act == PackAct::RunScript && isTouched(step, known)) {
        record.digest = known ? known->digest : Sha256();
        record.installed = known ? known->installed : QDateTime();
    }
    if (step.script && step.script->hasRun)
        record.script = step.script->digest;
    else if (step.act == PackAct::Update && known)
        record.script = known->script;
    record.scriptNeeds = scriptNeedsOf(m_parts, step);
    m_transaction.after.put(record);
    return {};
}

/** What someone changed by hand before a script ran stays known as that; and what Portico did not
 *  install is not said to be its own. */
bool Drafting::isTouched(const PackStep &step, const PackRecord *known) const
{
    if (!known || known->digest.isNull())
        return true;
    const Result<Sha256> digest = packDigest(step.before->folder, m_job);
    return !digest || *digest != known->digest;
}

/** The wrapper takes the pack's place, and the pack goes into it: renames only. */
Result<> Drafting::draftIsolation(PackStep &step)
{
    const QString aside = unusedKept(step.pack);
    const QString files = step.after->inner.mid(step.after->folder.size());
    move(step.before->folder, aside, false);
    const Result<QString> place = placeFor(*step.after);
    if (!place)
        return place.error();
    move(step.after->folder, *place, true);
    move(aside, *place + files, false);
    if (const PackRecord *const known = m_parts.records.find(step.pack)) {
        PackRecord record = *known;
        record.scriptNeeds.clear(); // they are part of its environment
        m_transaction.after.put(record);
    }
    step.after->folder = *place;
    step.after->inner = *place + files;
    return {};
}

/** The pack comes out of its wrapper, which goes. */
Result<> Drafting::draftRejoining(PackStep &step)
{
    const auto mark = readIsolationMark(step.before->folder);
    const QString aside = unusedKept(step.pack);
    move(step.after->folder, aside, false);
    const QString wrapper = unusedKept(step.pack);
    move(step.before->folder, wrapper, false);
    const Result<QString> place = placeFor(*step.after);
    if (!place)
        return place.error();
    move(aside, *place, false);
    m_transaction.rubbish += wrapper;
    if (mark && !mark->record.isEmpty()) {
        const PackRecord before = packRecordFromJson(step.pack, mark->record);
        const PackRecord *const known = m_parts.records.find(step.pack);
        PackRecord record = known ? *known : before; // it may have been updated meanwhile
        record.scriptNeeds = before.scriptNeeds;
        m_transaction.after.put(record);
    }
    step.after->folder = *place;
    return {};
}

Result<> Drafting::draftStep(PackStep &step)
{
    if (step.act == PackAct::Isolate)
        return draftIsolation(step);
    if (step.act == PackAct::Rejoin)
        return draftRejoining(step);
    const bool goesAside = step.before
        && (step.act == PackAct::Update || step.act == PackAct::Remove
            || step.act == PackAct::Restore || step.act == PackAct::RunScript);
    if (goesAside) {
        if (const auto kept = putAside(step); !kept)
            return kept;
    }
    if (!step.after)
        return {};
    const QString from = step.after->folder;
    const Result<QString> place = placeFor(*step.after);
    if (!place)
        return place.error();
    const bool isFresh = m_parts.obtainedFor(step.pack) != nullptr;
    if (isFresh) {
        if (const auto recorded = recordFresh(step); !recorded)
            return recorded;
    }
    if (const KeptPack *const taken = m_parts.takenFor(step.pack)) {
        m_transaction.after.kept.removeIf(
            [&](const KeptPack &kept) { return kept.folder == taken->folder; });
        if (!taken->record.isEmpty())
            m_transaction.after.put(packRecordFromJson(step.pack, taken->record));
    }
    move(from, *place, isFresh);
    step.after->folder = *place;
    if (step.after->isIsolated())
        step.after->inner = *place + step.after->inner.mid(from.size());
    return {};
}

/** What was known of the packs then is known again. */
void Drafting::matchRecords()
{
    const auto &state = m_parts.change.state.packs;
    if (m_parts.change.state.isForeign)
        return;
    for (const RecordedPack &pack : state.value_or(QList<RecordedPack>())) {
        const bool isLacking =
            std::any_of(m_parts.plan.lacks.begin(), m_parts.plan.lacks.end(),
                        [&](const Lack &lack) { return lack.pack == pack.name; });
        if (isLacking)
            continue;
        const PackRecord *const now = m_transaction.after.find(pack.name);
        if (!pack.record) {
            m_transaction.after.remove(pack.name);
            continue;
        }
        PackRecord record = *pack.record;
        record.installed = now && now->installed.isValid() ? now->installed : m_now;
        m_transaction.after.put(record);
    }
}

Result<PackTransaction> Drafting::draft()
{
    QStringList names;
    m_transaction.id = m_parts.install.id;
    m_transaction.before = m_parts.records;
    m_transaction.after = m_parts.records;
    m_transaction.after.withoutNeeds = withoutNeedsAfter(m_parts);
    for (PackStep &step : m_parts.plan.steps) {
        names += step.pack;
        if (const auto drafted = draftStep(step); !drafted)
            return drafted.error();
    }
    matchRecords();
    m_transaction.title = names.isEmpty() ? m_parts.install.name : names.join(", "_L1);
    return m_transaction;
}

} // namespace portico
