// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/packorigin.h"

#include "core/git/worktree.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/net/downloadstore.h"
#include "core/net/network.h"
#include "core/nodes/obtainpack.h"
#include "core/nodes/packlist.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairPacks)
};

/** The archive of the store that it was unpacked from; empty: it is not there. */
QString keptArchive(const Library &library, const InstallId &id, const PackRecord &record)
{
    const auto list = readPackList(library, id, record.digest);
    if (!list || list->archive.isNull())
        return {};
    return DownloadStore(library.downloads()).finishedFile(list->archive).value_or(QString());
}

/** Exactly the version that came. */
PackSource sourceThen(const NodePack &pack, const PackRecord &record)
{
    PackSource source = record.source;
    source.name = pack.name;
    if (source.kind == PackSource::Kind::Registry && !record.version.isEmpty())
        source.ref = record.version;
    if (source.kind == PackSource::Kind::Git && !record.commit.isEmpty())
        source.ref = record.commit;
    return source;
}

bool isOfThisComputer(const PackSource &source)
{
    return source.kind != PackSource::Kind::Registry && QDir::isAbsolutePath(source.place);
}

QString unusedKept(const Library &library, const InstallId &id, const NodePack &pack,
                   const QDateTime &now)
{
    const QString wanted =
        keptPacksFolder(library, id) + u'/' + now.toString(u"yyyyMMdd-HHmmss"_s) + u'-' + pack.name;
    QString folder = wanted;
    for (int number = 2; QFileInfo::exists(folder); ++number)
        folder = wanted + u'-' + QString::number(number);
    return folder;
}

} // namespace

QList<PackOrigin> packOrigins(const Library &library, const InstallId &id, const NodePack &pack,
                              const PackRecord *record)
{
    QList<PackOrigin> origins;
    if (pack.kind == PackKind::Git && !pack.commit.isEmpty())
        origins += PackOrigin{.name = Text::tr("its own repository"),
                              .source = {.kind = PackSource::Kind::Git,
                                         .place = pack.ownFolder(),
                                         .ref = pack.commit,
                                         .name = pack.name}};
    if (!record)
        return origins;
    if (const QString archive = keptArchive(library, id, *record); !archive.isEmpty())
        origins += PackOrigin{
            .name = Text::tr("the archive that was kept of it"),
            .source = {
                .kind = PackSource::Kind::Archive, .place = archive, .ref = {}, .name = pack.name}};
    const PackSource then = sourceThen(pack, *record);
    const bool isHere = isOfThisComputer(then);
    if (then.place.isEmpty() || (isHere && !QFileInfo::exists(then.place)))
        return origins;
    origins += PackOrigin{.name = shownSource(then), .source = then, .needsNetwork = !isHere};
    return origins;
}

Result<QString> freshCopy(const RepairServices &services, const PackOrigin &origin,
                          const QString &into, const JobContext &job)
{
    if (const Result<> made = makeFolder(into); !made)
        return made.error();
    NetworkChain network;
    if (origin.needsNetwork) {
        const Result<NetworkChain> chain = services.network.chain(job);
        if (!chain)
            return chain.error();
        network = *chain;
    }
    const Result<ObtainedPack> pack =
        obtainPack(services.nodes, network,
                   {.source = origin.source, .into = into, .history = GitHistory::NewestOnly}, job);
    return pack ? Result<QString>(pack->folder) : pack.error();
}

Result<> keepEdited(const RepairWork &work, const NodePack &pack)
{
    const Library &library = work.services.library;
    const QDateTime now = work.services.clock.now();
    const auto staging =
        StagingDir::create(library.staging(), Text::tr("keeping “%1”").arg(pack.name));
    if (!staging)
        return staging.error();
    const QString copy = staging->path() + "/pack"_L1;
    const Result<CloneSummary> copied = cloneTree(
        {.from = pack.folder, .to = copy, .sharing = Sharing::Reflink, .wants = {}, .step = {}},
        work.job);
    if (!copied)
        return copied.error();
    PackRecords records = readPackRecords(library, work.install.id);
    KeptPack kept{.pack = pack.name,
                  .folder = unusedKept(library, work.install.id, pack, now),
                  .kept = now,
                  .wasEnabled = pack.isEnabled,
                  .hasEdits = true,
                  .why = u"repair"_s};
    if (const Result<> made = makeFolder(QFileInfo(kept.folder).path()); !made)
        return made;
    if (pack.kind == PackKind::Git) {
        const Result<QByteArray> patch = editsAsPatch(pack.ownFolder());
        if (!patch)
            return patch.error();
        kept.patch = kept.folder + ".patch"_L1;
        if (const Result<> written = writeFileAtomically(kept.patch, *patch); !written)
            return written;
    }
    if (const PackRecord *const record = records.find(pack.name))
        kept.record = toJson(*record);
    const Result<> moved = renameDurably(copy, kept.folder, IfExists::Refuse, work.job);
    if (!moved)
        return moved;
    records.kept.prepend(kept);
    return writePackRecords(library, work.install.id, records);
}

bool isFileOrLink(const QString &path)
{
    const QFileInfo info(path);
    return info.isSymLink() || info.isFile();
}

bool hasHash(const QString &path, const Sha256 &hash, const JobContext &job)
{
    if (hash.isNull())
        return true;
    const Result<Sha256> digest = hashFile(path, job);
    return digest && *digest == hash;
}

} // namespace portico
