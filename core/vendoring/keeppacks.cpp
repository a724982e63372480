// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/nodes/nodepacks.h"
#include "core/vendoring/keepparts.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::KeepPacks)
};

Error isAnother(const QString &pack)
{
    return {.code = ErrorCode::HashMismatch,
            .message =
                Text::tr(
                    "The node pack “%1” is not as the snapshot has it: it changed in the meantime.")
                    .arg(pack),
            .nextStep = Text::tr("Keep the install again, and change no node packs meanwhile."),
            .detail = {}};
}

Error leansOnAnother(const QString &pack)
{
    return {
        .code = ErrorCode::Unsupported,
        .message =
            Text::tr(
                "The repository of “%1” is not whole by itself: it borrows from another folder.")
                .arg(pack),
        .nextStep = Text::tr("Install it again from its address, then keep it."),
        .detail = {}};
}

/** Its objects are its own: they come along. */
bool isWholeRepository(const QString &folder)
{
    return QFileInfo(folder + "/.git"_L1).isDir()
        && !QFileInfo::exists(folder + "/.git/objects/info/alternates"_L1);
}

Result<> copyPack(const QString &from, const QString &to, const JobContext &job)
{
    if (QFileInfo(from).isFile())
        return cloneFile(from, to, CloneMethod::Copy);
    const Result<CloneSummary> cloned =
        cloneTree({.from = from,
                   .to = to,
                   .sharing = Sharing::Reflink,
                   .wants = [](QStringView path) { return !path.endsWith(u"__pycache__"); },
                   .step = {}},
                  job);
    return cloned ? Result<>() : Result<>(cloned.error());
}

/** One that lies in `from`, as its own files. */
Result<> keepOne(const KeepWork &work, const RecordedPack &pack, const QString &from,
                 const QString &folder)
{
    const QString copy = folder + u'/' + pack.name;
    if (const Result<> made = makeFolder(folder); !made)
        return made;
    if (const Result<> copied = copyPack(from, copy, work.job); !copied)
        return copied;
    const Result<RecordedPack> is =
        recordPack(readNodePack(pack.name, copy), pack.record ? &*pack.record : nullptr, work.job);
    if (!is)
        return is.error();
    if (!isSameCode(*is, pack))
        return isAnother(pack.name);
    if (pack.kind == PackKind::Git && !isWholeRepository(copy))
        return leansOnAnother(pack.name);
    const Result<StatePart> part = packPart(pack, copy, work.job);
    if (!part)
        return part.error();
    const QByteArray madeOf =
        "pack\n" + pack.name.toUtf8() + '\n' + part->digest.toHex().toLatin1();
    const Result<VendoredFile> file =
        keepArchive(work, {.folder = folder, .name = pack.name, .madeOf = madeOf});
    if (!file)
        return file.error();
    work.state.parts += *part;
    work.add(*file, VendoredKind::Pack, pack.name);
    return removeTree(folder, work.job);
}

/** Where each pack of the state lies now: in the install, or fetched into staging. */
struct PackPlaces
{
    QHash<QString, QString> folders{};
    std::optional<PreparedRestore> fetched{}; ///< holds what was fetched

    Result<> fill(const KeepWork &work, bool isPresent);
};

Result<> PackPlaces::fill(const KeepWork &work, bool isPresent)
{
    const Result<QList<NodePack>> packs = readNodePacks(work.library(), work.install, work.job);
    if (!packs)
        return packs.error();
    for (const NodePack &pack : *packs)
        folders.insert(pack.name, pack.ownFolder());
    if (isPresent)
        return {};
    Result<PreparedRestore> prepared = prepareRestore(
        work.services, work.install.id, work.state.content,
        {.parts = {SnapshotPart::Packs}, .exactness = Exactness::AsFarAsPossible}, work.job);
    if (!prepared)
        return prepared.error();
    fetched.emplace(std::move(*prepared));
    for (const PackStep &step : fetched->change.plan().steps) {
        if (step.after && (step.act == PackAct::Install || step.act == PackAct::Update))
            folders.insert(step.pack, step.after->ownFolder());
    }
    for (const Lack &lack : fetched->change.plan().lacks) {
        work.lack(VendoredKind::Pack, lack.pack, lack.why);
        folders.remove(lack.pack);
    }
    return {};
}

} // namespace

Result<> keepPacks(const KeepWork &work, bool isPresent)
{
    PackPlaces places;
    if (const Result<> filled = places.fill(work, isPresent); !filled)
        return filled;
    int number = 0;
    for (const RecordedPack &pack : work.state.content.packs) {
        const QString from = places.folders.value(pack.name);
        if (from.isEmpty())
            continue; // named as lacking
        const QString folder = work.staging + "/pack-"_L1 + QString::number(++number);
        const Result<> kept = keepOne(work, pack, from, folder);
        if (kept)
            continue;
        const Result<> noted = work.lackUnlessFatal(VendoredKind::Pack, pack.name, kept.error());
        if (!noted)
            return noted;
    }
    return {};
}

} // namespace portico
