// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/publishbundle.h"

#include "core/archive/unpack.h"
#include "core/bundles/bundlerecord.h"
#include "core/bundles/publishcopy.h"
#include "core/bundles/teamfile.h"
#include "core/catalogue/releaseversion.h"
#include "core/catalogue/teamdocument.h"
#include "core/catalogue/teamjson.h"
#include "core/io/file.h"
#include "core/io/stagingfolder.h"
#include "core/platform/durable.h"
#include "core/platform/hostos.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PublishBundle)
};

constexpr qint64 kMostRecord = 4LL << 20;

QString lookStep()
{
    return Text::tr("Look into the bundle");
}

/** bundle.json of an archive, which the helper unpacks and so compares with its checksums. */
Result<BundleRecord> recordIn(const PublishServices &services, const QString &archive,
                              const JobContext &job)
{
    const Result<StagingDir> staging =
        StagingDir::create(services.staging, Text::tr("looking into a bundle"));
    if (!staging)
        return staging.error();
    job.report({.step = lookStep(), .done = 0, .total = -1, .unit = ProgressUnit::Items});
    const Result<UnpackSummary> unpacked = unpackArchive({.archive = archive,
                                                          .destination = staging->path(),
                                                          .manifestFile = {},
                                                          .rulesFor = hostOs(),
                                                          .limits = {}},
                                                         services.processes, job);
    if (!unpacked)
        return unpacked.error();
    for (const QString &top : unpacked->topLevel) {
        const QString file = staging->path() + u'/' + top + u'/' + bundleRecordName();
        if (!QFileInfo::exists(file))
            continue;
        const Result<QByteArray> bytes = readFile(file, kMostRecord);
        return bytes ? bundleRecordFromBytes(*bytes) : bytes.error();
    }
    return Error{
        .code = ErrorCode::Unsupported,
        .message =
            Text::tr("%1 has no %2: it was not made by Portico.").arg(archive, bundleRecordName()),
        .nextStep = Text::tr("Add it as an install and build a bundle of that, or write it "
                             "into the catalogue by hand (docs/catalogue.md)."),
        .detail = {}};
}

Result<CatalogueEntry> entryFor(const BundleRecord &record, const PublishRequest &request,
                                const PublishServices &services)
{
    const auto version = ReleaseVersion::fromTag(record.comfyVersion);
    const auto accelerator = Accelerator::fromText(
        request.accelerator.isEmpty() ? record.accelerator : request.accelerator);
    if (!version || !accelerator) {
        return Error{.code = ErrorCode::InvalidInput,
                     .message = version
                         ? Text::tr("The bundle does not tell what its torch runs on.")
                         : Text::tr("The bundle does not tell the version of its ComfyUI."),
                     .nextStep = version ? Text::tr("Say it: --accelerator cpu, or “cuda 13.0”.")
                                         : Text::tr("Build it again of an install that does."),
                     .detail = record.comfyVersion + u' ' + record.accelerator};
    }
    CatalogueEntry entry;
    entry.name = Text::tr("%1 %2: ComfyUI %3 for %4 %5, %6")
                     .arg(record.name, record.version, version->text(), osTitle(record.os),
                          architectureName(record.architecture), accelerator->title());
    entry.version = record.version;
    entry.comfyVersion = version->text();
    entry.date = services.clock.now().toUTC();
    entry.notes = request.notes;
    entry.os = record.os;
    entry.architecture = record.architecture;
    entry.accelerator = accelerator;
    entry.pythonVersion = record.pythonVersion;
    entry.torchVersion = record.torchVersion;
    return entry;
}

/** What was there stays on its track; what is new begins at the first, where there are tracks. */
void keepTrack(CatalogueEntry &entry, const TeamCatalogue &before)
{
    if (hasTracks(before))
        entry.track = TeamTrack::Testing;
    for (const CatalogueEntry &old : before.entries) {
        if (old.id.section(u'/', 2) != entry.id)
            continue;
        entry.track = old.track;
        entry.tags = old.tags;
    }
}

/** One act on one catalogue, under its lock. */
class Publish
{
public:
    Publish(const PublishRequest &request, const TeamFile &catalogue, const JobContext &job)
        : m_request(request)
        , m_catalogue(catalogue)
        , m_job(job)
        , m_folder(catalogue.folder())
    { }

    Result<PublishedBundle> run(CatalogueEntry entry, const QList<VolumeToCopy> &volumes);

private:
    Result<QJsonObject> document() const;
    Result<> nameEntry(CatalogueEntry &entry, const QJsonObject &document,
                       const QList<CopiedFile> &copied, QStringList &without) const;
    void removeOld(const TeamCatalogue &before, const TeamCatalogue &after) const;

    const PublishRequest &m_request;
    const TeamFile &m_catalogue;
    const JobContext &m_job;
    const QString m_folder;
};

/** The catalogue as it is, or a new one. One that cannot be read is nobody's to overwrite. */
Result<QJsonObject> Publish::document() const
{
    const Result<QJsonObject> found = m_catalogue.read();
    if (found || found.error().code != ErrorCode::NotFound)
        return found;
    const QString folder = QDir(m_folder).dirName();
    return newTeamDocument(folder,
                           m_request.title.isEmpty() ? Text::tr("Bundles of %1").arg(folder)
                                                     : m_request.title);
}

/** An id is never used again for another bundle: another one of the same name gets its hash. */
Result<> Publish::nameEntry(CatalogueEntry &entry, const QJsonObject &document,
                            const QList<CopiedFile> &copied, QStringList &without) const
{
    const QString stem = teamWord(bundleStem(copied.constFirst().name));
    const QString hash = copied.constFirst().sha256.toHex();
    entry.id = stem;
    for (const auto &bundle : document.value("bundles"_L1).toArray()) {
        const QJsonObject old = bundle.toObject();
        const QString id = old.value("id"_L1).toString();
        if (id != stem && !id.startsWith(stem + "-sha"_L1))
            continue;
        const QString oldHash =
            old.value("files"_L1).toArray().at(0).toObject().value("sha256"_L1).toString();
        if (oldHash == hash) {
            entry.id = id;
        } else if (m_request.old == PublishRequest::Old::Refuse) {
            return Error{.code = ErrorCode::AlreadyExists,
                         .message = Text::tr("The catalogue has another bundle %1.").arg(id),
                         .nextStep =
                             Text::tr("Give the new one another version, or replace it with "
                                      "--replace."),
                         .detail = {}};
        } else if (entry.id == stem && id == stem) {
            entry.id = stem.left(88) + "-sha"_L1 + hash.left(8);
        }
        without += id;
    }
    return {};
}

/** Files that only the old catalogue names and that lie here. */
void Publish::removeOld(const TeamCatalogue &before, const TeamCatalogue &after) const
{
    QStringList kept;
    for (const CatalogueEntry &entry : after.entries) {
        for (const BundleFile &file : entry.files)
            kept += file.url.toLocalFile();
    }
    for (const CatalogueEntry &entry : before.entries) {
        for (const BundleFile &file : entry.files) {
            const QString path = file.url.toLocalFile();
            if (path.startsWith(m_folder + u'/') && !kept.contains(path))
                (void)removeDurably(path, m_job); // it only takes space
        }
    }
}

Result<PublishedBundle> Publish::run(CatalogueEntry entry, const QList<VolumeToCopy> &volumes)
{
    const Result<QJsonObject> old = document();
    if (!old)
        return old.error();
    clearLeftovers(m_folder);
    const auto copied = copyVolumes(
        volumes, m_folder,
        m_request.old == PublishRequest::Old::Replace ? IfExists::Replace : IfExists::Refuse,
        m_job);
    if (!copied)
        return copied.error();
    QStringList without;
    if (const Result<> named = nameEntry(entry, *old, *copied, without); !named)
        return named.error();
    PublishedBundle published{.catalogue = m_request.catalogue, .wasThere = true};
    for (const CopiedFile &file : *copied) {
        entry.files += BundleFile{.url = QUrl(QString::fromLatin1(QUrl::toPercentEncoding(
                                      QDir(m_folder).relativeFilePath(file.path), "/"))),
                                  .mirrors = {},
                                  .name = file.name,
                                  .size = file.size,
                                  .sha256 = file.sha256};
        published.files += file.path;
        published.hashes += file.sha256;
        published.bytes += file.size;
        published.wasThere = published.wasThere && file.wasThere;
    }
    const auto before = m_catalogue.judged(*old);
    if (before)
        keepTrack(entry, *before);
    const QJsonObject fresh = withTeamEntry(*old, teamEntryToJson(entry), without);
    const Result<TeamCatalogue> after = m_catalogue.write(fresh);
    if (!after)
        return after.error();
    if (before && !without.isEmpty())
        removeOld(*before, *after);
    published.id = after->entries.constLast().id;
    return published;
}

} // namespace

QStringList publishSteps()
{
    return {lookStep(), copyStep()};
}

Result<PublishedBundle> publishBundle(const PublishServices &services,
                                      const PublishRequest &request, const JobContext &job)
{
    job.announce(publishSteps());
    const auto volumes = volumesOf(request.file);
    if (!volumes)
        return volumes.error();
    const Result<BundleRecord> record = recordIn(services, request.file, job);
    if (!record)
        return record.error();
    const Result<CatalogueEntry> entry = entryFor(*record, request, services);
    if (!entry)
        return entry.error();
    if (const Result<> made = makeFolder(QFileInfo(request.catalogue).absolutePath()); !made)
        return made.error();
    const auto catalogue = TeamFile::lock(request.catalogue, Text::tr("publishing a bundle"), job);
    if (!catalogue)
        return catalogue.error();
    return Publish(request, *catalogue, job).run(*entry, *volumes);
}

QJsonObject toJson(const PublishedBundle &published)
{
    QJsonArray files;
    for (qsizetype i = 0; i < published.files.size(); ++i)
        files.append(QJsonObject{{u"file"_s, published.files.at(i)},
                                 {u"sha256"_s, published.hashes.at(i).toHex()}});
    return {{u"catalogue"_s, published.catalogue},
            {u"id"_s, published.id},
            {u"files"_s, files},
            {u"bytes"_s, published.bytes},
            {u"wasThere"_s, published.wasThere}};
}

} // namespace portico
