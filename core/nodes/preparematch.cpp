// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/repository.h"
#include "core/git/setorigin.h"
#include "core/io/tree.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packdigest.h"
#include "core/nodes/packupdate.h"
#include "core/nodes/preparation.h"
#include "core/platform/filerules.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PrepareMatch)
};

Error cannotHave(const RecordedPack &wanted, ErrorCode code, const QString &message,
                 const QString &nextStep)
{
    return {.code = code,
            .message = message.arg(wanted.name),
            .nextStep = nextStep,
            .detail = wanted.digest.toHex()};
}

Error editsAreGone(const RecordedPack &wanted)
{
    return cannotHave(
        wanted, ErrorCode::NotFound,
        Text::tr("“%1” was changed by hand then, and these changes are not kept any more."),
        Text::tr("Go back as far as possible, which brings it without them."));
}

Error isAnother(const RecordedPack &wanted)
{
    return cannotHave(wanted, ErrorCode::HashMismatch,
                      Text::tr("What “%1” can be got from now is not what it was then."),
                      Text::tr("Go back as far as possible, which leaves it as it is now."));
}

Error hasNoSource(const RecordedPack &wanted)
{
    return cannotHave(wanted, ErrorCode::NotFound,
                      Text::tr("“%1” is not here any more, and nobody knows where it was got "
                               "from."),
                      Text::tr("Go back as far as possible, which leaves it out."));
}

Error isAdoptedFolder(const RecordedPack &wanted)
{
    return cannotHave(wanted, ErrorCode::Unsupported,
                      Text::tr("“%1” lies in a folder of your own, where Portico enables and "
                               "disables node packs only."),
                      Text::tr("Go back as far as possible, and change this one yourself."));
}

} // namespace

/** The one in that state, else the other one of that name. */
const NodePack *Preparation::there(const QString &name) const
{
    const auto found = std::find_if(m_packs.begin(), m_packs.end(),
                                    [&](const NodePack &pack) { return pack.name == name; });
    return found == m_packs.end() ? nullptr : &*found;
}

Result<> Preparation::match()
{
    const RecordedNodes &state = m_parts.change.state;
    if (!state.packs)
        return {};
    for (const NodePack &pack : m_packs) {
        const bool isWanted =
            std::any_of(state.packs->begin(), state.packs->end(),
                        [&](const RecordedPack &wanted) { return wanted.name == pack.name; });
        if (isWanted || isDone(pack.name))
            continue;
        if (const Result<> gone = letGo(pack); !gone)
            return gone;
    }
    for (const RecordedPack &wanted : *state.packs) {
        if (isDone(wanted.name))
            continue;
        const Result<> matched = matchOne(wanted);
        if (matched)
            continue;
        if (matched.error().code == ErrorCode::Cancelled)
            return matched;
        m_parts.plan.lacks += Lack{.pack = wanted.name, .why = matched.error()};
    }
    return {};
}

/** What was not there then is disabled: nothing of it is lost, whatever it keeps in its folder. */
Result<> Preparation::letGo(const NodePack &pack)
{
    if (!pack.isEnabled)
        return {};
    NodePack after = pack;
    after.isEnabled = false;
    add({.act = PackAct::Disable, .pack = pack.name, .before = pack, .after = after});
    return {};
}

Result<> Preparation::turnTo(const NodePack &pack, const RecordedPack &wanted)
{
    NodePack after = pack;
    after.isEnabled = wanted.isEnabled;
    add({.act = wanted.isEnabled ? PackAct::Enable : PackAct::Disable,
         .pack = pack.name,
         .before = pack,
         .after = after});
    return {};
}

Result<> Preparation::matchOne(const RecordedPack &wanted)
{
    const NodePack *const now = there(wanted.name);
    if (!now)
        return bringBack(wanted, nullptr);
    const Result<RecordedPack> is = recordPack(*now, record(now->name), m_job);
    if (!is)
        return is.error();
    if (!isSameCode(*is, wanted))
        return bringBack(wanted, now);
    const bool isTurned = is->isEnabled != wanted.isEnabled;
    if (is->isIsolated == wanted.isIsolated)
        return isTurned ? turnTo(*now, wanted) : Result<>();
    if (isTurned)
        return bringBack(wanted, now);
    return wanted.isIsolated ? isolate(now->name) : rejoin(now->name);
}

Result<> Preparation::bringBack(const RecordedPack &wanted, const NodePack *now)
{
    if (m_parts.install.isAdopted())
        return isAdoptedFolder(wanted);
    const Result<ObtainedPack> fresh = obtainRecorded(wanted, now);
    if (!fresh)
        return fresh.error();
    PackStep step{.act = now ? PackAct::Update : PackAct::Install,
                  .pack = wanted.name,
                  .after = readNodePack(wanted.name, fresh->folder),
                  .source = fresh->isFromHere ? Text::tr("a copy of this computer")
                                              : shownSource(fresh->source),
                  .remarks = fresh->remarks};
    step.after->isEnabled = wanted.isEnabled;
    if (!fresh->isFromHere && wanted.record && !wanted.record->script.isNull())
        step.remarks += Text::tr("The install.py of “%1” had run then, and does not run by itself: "
                                 "porticoctl nodes run-script.")
                            .arg(wanted.name);
    if (now) {
        step.before = *now;
        const Result<QStringList> edits = editsOf(*now, record(now->name), m_job);
        if (edits)
            step.edits = *edits; // they are kept aside, with a patch
    }
    if (wanted.isIsolated) {
        IsolationMark mark;
        if (wanted.record)
            mark.record = toJson(*wanted.record);
        const Result<> wrapped =
            wrapObtained(step, mark, wanted.record ? wanted.record->scriptNeeds : QStringList());
        if (!wrapped)
            return wrapped;
    }
    add(step);
    return {};
}

/** From this computer where that is possible: without a network, and as it was to the byte. */
Result<ObtainedPack> Preparation::obtainRecorded(const RecordedPack &wanted, const NodePack *now)
{
    const Result<std::optional<ObtainedPack>> here = obtainFromHere(wanted, now);
    if (!here)
        return here.error();
    if (*here)
        return **here;
    const bool isDemanded = m_parts.change.exactness == Exactness::Demanded;
    if (wanted.isEdited && isDemanded)
        return editsAreGone(wanted);
    if (wanted.source.place.isEmpty())
        return hasNoSource(wanted);
    PackSource source = wanted.source;
    source.name = wanted.name;
    Result<ObtainedPack> pack = obtain(source, GitHistory::Whole);
    if (!pack || wanted.kind == PackKind::Git || wanted.digest.isNull())
        return pack;
    const Result<Sha256> digest = packDigest(pack->folder, m_job);
    if (!digest)
        return digest.error();
    if (*digest == wanted.digest)
        return pack;
    if (!wanted.isEdited) {
        m_parts.obtained.removeLast();
        return isAnother(wanted);
    }
    m_parts.plan.remarks += editsAreGone(wanted).message;
    return pack;
}

Result<std::optional<ObtainedPack>> Preparation::obtainFromHere(const RecordedPack &wanted,
                                                                const NodePack *now)
{
    QList<NodePack> candidates;
    if (now)
        candidates += *now;
    for (const KeptPack &kept : m_parts.records.kept) {
        if (kept.pack == wanted.name && QFileInfo::exists(kept.folder))
            candidates += readNodePack(kept.pack, kept.folder);
    }
    for (const NodePack &candidate : std::as_const(candidates)) {
        const auto copied = copyOf(wanted, candidate);
        if (!copied || *copied)
            return copied;
    }
    if (wanted.kind != PackKind::Git || wanted.isEdited)
        return std::optional<ObtainedPack>();
    for (const NodePack &candidate : std::as_const(candidates)) {
        const auto checkedOut = checkOutFrom(wanted, candidate);
        if (!checkedOut || *checkedOut)
            return checkedOut;
    }
    return std::optional<ObtainedPack>();
}

Result<std::optional<ObtainedPack>> Preparation::copyOf(const RecordedPack &wanted,
                                                        const NodePack &pack)
{
    // Only what decides whether its code was edited is asked of the record: what it was then.
    const PackRecord *const known = wanted.record ? &*wanted.record : nullptr;
    const Result<RecordedPack> is = recordPack(pack, known, m_job);
    if (!is)
        return is.error();
    if (!isSameCode(*is, wanted))
        return std::optional<ObtainedPack>();
    const Result<QString> into = stagingFolder();
    if (!into)
        return into.error();
    ObtainedPack obtained{.name = wanted.name,
                          .folder = *into + u'/' + wanted.name,
                          .source = wanted.source,
                          .version = wanted.version,
                          .commit = wanted.commit,
                          .isFromHere = true};
    const Result<CloneSummary> cloned =
        cloneTree({.from = pack.ownFolder(),
                   .to = obtained.folder,
                   .sharing = Sharing::Reflink,
                   .wants = [](QStringView path) { return !path.endsWith(u"__pycache__"); },
                   .step = fetchPackStep()},
                  m_job);
    if (!cloned)
        return cloned.error();
    m_parts.obtained += obtained;
    return std::optional(obtained);
}

/** Its own repository often has the commit: then nobody else must be asked. */
Result<std::optional<ObtainedPack>> Preparation::checkOutFrom(const RecordedPack &wanted,
                                                              const NodePack &pack)
{
    const Result<Repository> repository = Repository::open(pack.ownFolder());
    if (!repository || !repository->find(wanted.commit))
        return std::optional<ObtainedPack>();
    const QString origin = repository->origin();
    const PackSource source{.kind = PackSource::Kind::Git,
                            .place = pack.ownFolder(),
                            .ref = wanted.commit,
                            .name = wanted.name};
    const Result<ObtainedPack> pulled = obtain(source, GitHistory::Whole);
    if (!pulled) // shallow, or damaged: its source has it
        return pulled.error().code == ErrorCode::Cancelled
            ? Result<std::optional<ObtainedPack>>(pulled.error())
            : std::optional<ObtainedPack>();
    ObtainedPack &kept = m_parts.obtained.last();
    kept.isFromHere = true;
    kept.source = wanted.source;
    const QString address = origin.isEmpty() ? wanted.source.place : origin;
    if (const Result<> set = setOrigin(kept.folder, address); !set)
        return set.error();
    return std::optional(kept);
}

} // namespace portico
