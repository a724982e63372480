// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/addedbundle.h"

#include "core/hardware/accelerator.h"
#include "core/installs/ownarguments.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packdigest.h"
#include "core/nodes/packrecords.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AddedBundle)
};

constexpr qint64 kMostRecord = 16LL << 20;
constexpr qint64 kMostList = 256LL << 20;
constexpr qsizetype kMostAddress = 2000;

bool isCommit(const QString &text)
{
    static const QRegularExpression commit(uR"re(^([0-9a-f]{40}|[0-9a-f]{64})$)re"_s);
    return commit.match(text).hasMatch();
}

bool isVersion(const QString &text)
{
    static const QRegularExpression version(uR"re(^[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}$)re"_s);
    return version.match(text).hasMatch();
}

/** Says where a bundle and its own files contradict each other: the files are what will run. */
void compare(const QString &what, const QString &said, const QString &found, const JobContext &job)
{
    if (!said.isEmpty() && !found.isEmpty() && said != found)
        job.log(Text::tr("%1 says %2 %3; its files say %4, and they count.")
                    .arg(bundleRecordName(), what, said.left(64).simplified(), found));
}

void completeGeneration(const BundleRecord &record, Generation &generation, const JobContext &job)
{
    compare(u"ComfyUI"_s, record.comfyVersion, generation.comfyVersion, job);
    compare(u"torch"_s, record.torchVersion, generation.torchVersion, job);
    if (generation.comfyVersion.isEmpty() && isVersion(record.comfyVersion))
        generation.comfyVersion = record.comfyVersion;
    const auto accelerator = Accelerator::fromText(record.accelerator);
    if (generation.accelerator.isEmpty() && accelerator)
        generation.accelerator = accelerator->text();
    else
        compare(Text::tr("the accelerator"), accelerator ? accelerator->text() : QString(),
                generation.accelerator, job);
}

/** Those that may stand among a person's; the others are told. */
QStringList argumentsOf(const BundleRecord &record, const JobContext &job)
{
    const BroughtArguments brought = judgeBroughtArguments(record.arguments);
    if (!brought.taken.isEmpty())
        job.log(Text::tr("ComfyUI starts with what the bundle says: %1.")
                    .arg(brought.taken.join(u' ')));
    if (!brought.left.isEmpty())
        job.log(Text::tr("What the bundle says for ComfyUI's start is left out, because it is for "
                         "the person to choose: %1.")
                    .arg(brought.left.join(u' ').left(200).simplified()));
    return brought.taken;
}

/** The pack as its record will know it; nothing where the bundle says nothing that can be believed.
 */
Result<std::optional<PackRecord>> recordOf(const BundledPack &bundled, const QString &customNodes,
                                           const QDateTime &now, const JobContext &job)
{
    const QString folder = customNodes + u'/' + bundled.name;
    const bool isName = !bundled.name.startsWith(u'.') && !bundled.name.contains(u'/')
        && !bundled.name.contains(u'\\');
    const QFileInfo place(folder);
    if (!isName || bundled.name.isEmpty() || !place.isDir() || place.isSymLink())
        return std::optional<PackRecord>();
    const NodePack pack = readNodePack(bundled.name, folder);
    std::optional<PackSource> source = sourceOfBundledPack(bundled);
    if (pack.kind == PackKind::Registry && !pack.registryId.isEmpty())
        source = PackSource{
            .kind = PackSource::Kind::Registry, .place = pack.registryId, .ref = pack.version};
    else if (pack.kind != PackKind::Folder)
        source.reset();
    if (!source) {
        if (!bundled.commit.isEmpty())
            job.log(Text::tr("Where the node pack “%1” came from is not taken over: %2 is no "
                             "address and commit of a repository.")
                        .arg(bundled.name,
                             u"%1 %2"_s.arg(bundled.origin.toString(QUrl::RemoveUserInfo).left(200),
                                            bundled.commit.left(64))));
        return std::optional<PackRecord>();
    }
    const Result<Sha256> digest = packDigest(pack.ownFolder(), job);
    if (!digest)
        return digest.error();
    const bool isGit = source->kind == PackSource::Kind::Git;
    return std::optional(PackRecord{.name = bundled.name,
                                    .source = *source,
                                    .version = pack.version,
                                    .commit = isGit ? bundled.commit : QString(),
                                    .digest = *digest,
                                    .installed = now,
                                    .isEdited = bundled.isChanged});
}

} // namespace

std::optional<PackSource> sourceOfBundledPack(const BundledPack &pack)
{
    const QUrl &origin = pack.origin;
    const bool isAddress = origin.isValid() && !origin.host().isEmpty()
        && (origin.scheme() == "https"_L1 || origin.scheme() == "http"_L1)
        && origin.userInfo().isEmpty() && !origin.hasQuery() && !origin.hasFragment()
        && origin.toEncoded().size() <= kMostAddress;
    if (!isAddress || !isCommit(pack.commit))
        return std::nullopt;
    return PackSource{.kind = PackSource::Kind::Git,
                      .place = origin.toString(QUrl::FullyEncoded),
                      .ref = pack.isChanged ? QString() : pack.commit};
}

Result<std::optional<BundleRecord>> readAddedBundle(const QString &contents)
{
    const QString file = contents + u'/' + bundleRecordName();
    if (!QFileInfo(file).isFile() || QFileInfo(file).isSymLink())
        return std::optional<BundleRecord>();
    const Result<QByteArray> bytes = readFile(file, kMostRecord);
    if (!bytes)
        return bytes.error();
    const Result<BundleRecord> record = bundleRecordFromBytes(*bytes);
    if (!record)
        return record.error();
    const Result<QByteArray> list = readFile(contents + u'/' + fileListName(), kMostList);
    if (!list)
        return list.error();
    if (sha256Of(*list) != record->list)
        return Error{
            .code = ErrorCode::HashMismatch,
            .message =
                Text::tr("The list of files is not the one that %1 names.").arg(bundleRecordName()),
            .nextStep = Text::tr("Get the bundle again."),
            .detail = {}};
    return std::optional(*record);
}

Result<BundleSaid> AddedBundle::read(const StagedBundle &bundle, Generation &generation,
                                     const JobContext &job) const
{
    const Result<std::optional<BundleRecord>> record = readAddedBundle(bundle.contents);
    if (!record) {
        job.log(Text::tr("What the bundle says of itself is not taken over: %1")
                    .arg(record.error().message));
        return BundleSaid{};
    }
    if (!*record)
        return BundleSaid{};
    const BundleSaid said{.arguments = argumentsOf(**record, job)};
    completeGeneration(**record, generation, job);
    PackRecords records;
    for (const BundledPack &pack : (*record)->packs) {
        if (job.isCancelled())
            return cancelledError();
        const Result<std::optional<PackRecord>> known =
            recordOf(pack, bundle.folder + "/data/custom_nodes"_L1, generation.created, job);
        if (!known)
            return known.error();
        if (*known)
            records.put(**known);
    }
    if (!records.packs.isEmpty()) {
        const Result<> written = writePackRecords(bundle.folder, records);
        if (!written)
            return written.error();
    }
    return said;
}

} // namespace portico
