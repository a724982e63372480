// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/obtainarchive.h"

#include "core/base/sizes.h"
#include "core/installs/knownbundles.h"
#include "core/installs/steps.h"
#include "core/io/ioerror.h"
#include "core/io/sha256.h"
#include "core/net/downloader.h"
#include "core/net/downloadstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BundleSource)
};

/** One file to have: the archive, or a volume of it. */
struct Wanted
{
    BundleSource source;
    QList<QUrl> mirrors;
    std::optional<Sha256> sha256;
    std::optional<qint64> size;
    QStringList plainHttpHosts;
};

Error unverified(const QString &name)
{
    return {.code = ErrorCode::Unverified,
            .message = Text::tr("There is no published SHA-256 to check %1 with, and one is "
                                "demanded.")
                           .arg(name),
            .nextStep = Text::tr("Give the SHA-256 of the publisher, or allow unverified bundles."),
            .detail = {}};
}

/** A first volume whose others are looked for beside it: a hash of it says nothing about them. */
bool isLoneFirstVolume(const QList<Wanted> &wanted)
{
    return wanted.size() == 1 && wanted.constFirst().source.isLocal()
        && wanted.constFirst().source.fileName().endsWith(".001"_L1);
}

Result<QFileInfo> existingFile(const QString &path)
{
    QFileInfo file(path);
    if (file.isFile())
        return file;
    if (file.isDir())
        return Error{.code = ErrorCode::InvalidInput,
                     .message =
                         Text::tr("%1 is a folder, no bundle.").arg(QDir::toNativeSeparators(path)),
                     .nextStep = Text::tr("Add it as an existing folder."),
                     .detail = {}};
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("There is no file %1.").arg(QDir::toNativeSeparators(path)),
                 .nextStep = Text::tr("Check the path."),
                 .detail = {}};
}

Error mismatch(const QString &what, const QString &expected, const QString &found)
{
    return {.code = ErrorCode::HashMismatch,
            .message = Text::tr("%1 is not the published bundle: expected %2, found %3.")
                           .arg(what, expected, found),
            .nextStep = Text::tr("Fetch it again from its publisher."),
            .detail = {}};
}

Result<ArchiveVolume> checkLocal(const Wanted &wanted, const JobContext &job)
{
    const auto file = existingFile(wanted.source.localPath);
    if (!file)
        return file.error();
    const QString name = file->fileName();
    if (wanted.size && *wanted.size != file->size())
        return mismatch(name, Text::tr("%1 bytes").arg(numberText(*wanted.size)),
                        Text::tr("%1 bytes").arg(numberText(file->size())));
    const auto sha256 = hashFile(wanted.source.localPath, job, verifyStep());
    if (!sha256)
        return sha256.error();
    if (wanted.sha256 && *wanted.sha256 != *sha256)
        return mismatch(name, wanted.sha256->toHex(), sha256->toHex());
    return ArchiveVolume{.path = wanted.source.localPath,
                         .sha256 = *sha256,
                         .size = file->size(),
                         .modified = file->lastModified()};
}

/** Nobody published a hash: what came the first time is what has to come later. */
Result<> compareWithKnown(const AddServices &services, const Wanted &wanted,
                          const std::optional<KnownBundle> &known, const DownloadedFile &file,
                          const JobContext &job)
{
    const QUrl address = wanted.source.publicUrl();
    if (known && known->sha256 == file.sha256)
        return {};
    if (known && !wanted.sha256) {
        discardArchive(services.library, file.sha256, job);
        return changedBundleError(address, *known, file.sha256);
    }
    if (!known && wanted.sha256)
        return {};
    return KnownBundles(services.library.knownBundles())
        .remember(address,
                  {.sha256 = file.sha256, .size = file.size, .seen = services.clock.now().toUTC()},
                  job);
}

Result<ArchiveVolume> download(const AddServices &services, const Wanted &wanted,
                               const JobContext &job)
{
    const KnownBundles bundles(services.library.knownBundles());
    auto known = bundles.find(wanted.source.publicUrl());
    if (!known && wanted.sha256)
        known = std::optional<KnownBundle>(); // what its publisher says counts more
    if (!known)
        return known.error();
    DownloadRequest request;
    request.url = wanted.source.url;
    request.mirrors = wanted.mirrors;
    request.sha256 = wanted.sha256;
    request.size = wanted.size;
    request.plainHttpHosts = wanted.plainHttpHosts;
    const DownloadStore store(services.library.downloads());
    if (!request.sha256 && *known && store.finishedFile((*known)->sha256))
        request.sha256 = (*known)->sha256; // it is here already
    const auto file = services.downloader.fetch(request, inStep(job, downloadStep()));
    if (!file)
        return file.error();
    if (const auto same = compareWithKnown(services, wanted, *known, *file, job); !same)
        return same.error();
    return ArchiveVolume{.path = file->path,
                         .sha256 = file->sha256,
                         .size = file->size,
                         .modified = QFileInfo(file->path).lastModified()};
}

Result<QList<Wanted>> wantedOf(const AddRequest &request, const BundleSource &source)
{
    QList<Wanted> wanted{
        {source, request.mirrors, request.sha256, request.size, request.plainHttpHosts}};
    for (const AddVolume &volume : request.furtherVolumes) {
        const auto place = bundleSource(volume.source);
        if (!place)
            return place.error();
        wanted.append({*place, volume.mirrors, volume.sha256, volume.size, request.plainHttpHosts});
    }
    return wanted;
}

/** Progress of one volume as a part of all, as far as their sizes were published. */
JobContext inVolume(const JobContext &job, const QList<Wanted> &wanted, qsizetype index)
{
    qint64 before = 0;
    qint64 total = 0;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (!wanted.at(i).size)
            return JobContext(job.cancel,
                              {.steps = {},
                               .progress = [&job](const Progress &p) { job.report(p); },
                               .log = [&job](const QString &l) { job.log(l); }});
        before += i < index ? *wanted.at(i).size : 0;
        total += *wanted.at(i).size;
    }
    const auto shift = [&job, before, total](Progress progress) {
        if (progress.unit == ProgressUnit::Bytes) {
            progress.done += before;
            progress.total = total;
        }
        job.report(progress);
    };
    return JobContext(
        job.cancel,
        {.steps = {}, .progress = shift, .log = [&job](const QString &line) { job.log(line); }});
}

/** The hash of all volumes as the one file that they are. */
Result<Sha256> hashTogether(const QList<ArchiveVolume> &volumes, const JobContext &job)
{
    Sha256Hasher hasher;
    QByteArray block(1 << 20, Qt::Uninitialized);
    for (const ArchiveVolume &volume : volumes) {
        QFile file(volume.path);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return fileError(FileAct::Read, file);
        for (qint64 got = 1; got > 0;) {
            if (job.isCancelled())
                return cancelledError();
            got = file.read(block.data(), block.size());
            if (got < 0)
                return fileError(FileAct::Read, file);
            hasher.add(QByteArrayView(block).first(got));
        }
    }
    return hasher.result();
}

} // namespace

qint64 BundleArchive::size() const
{
    qint64 bytes = 0;
    for (const ArchiveVolume &volume : volumes)
        bytes += volume.size;
    return bytes;
}

bool BundleArchive::isUnchanged() const
{
    return std::all_of(volumes.begin(), volumes.end(), [](const ArchiveVolume &volume) {
        const QFileInfo file(volume.path);
        return file.size() == volume.size && file.lastModified() == volume.modified;
    });
}

Result<BundleArchive> obtainArchive(const AddServices &services, const AddRequest &request,
                                    const BundleSource &source, const JobContext &job)
{
    const auto wanted = wantedOf(request, source);
    if (!wanted)
        return wanted.error();
    const bool isVerified = !isLoneFirstVolume(*wanted)
        && std::all_of(wanted->begin(), wanted->end(),
                       [](const Wanted &one) { return one.sha256.has_value(); });
    if (request.hashPolicy == HashPolicy::Require && !isVerified)
        return unverified(source.fileName());
    BundleArchive archive{
        .volumes = {}, .sha256 = {}, .isVerified = isVerified, .isDownloaded = !source.isLocal()};
    for (qsizetype i = 0; i < wanted->size(); ++i) {
        const Wanted &one = wanted->at(i);
        const JobContext part = inVolume(job, *wanted, i);
        const auto volume =
            one.source.isLocal() ? checkLocal(one, part) : download(services, one, part);
        if (!volume)
            return volume.error();
        archive.volumes.append(*volume);
    }
    const auto sha256 = archive.volumes.size() == 1
        ? Result<Sha256>(archive.volumes.constFirst().sha256)
        : hashTogether(archive.volumes, job);
    if (!sha256)
        return sha256.error();
    archive.sha256 = *sha256;
    return archive;
}

void discardArchive(const Library &library, const Sha256 &sha256, const JobContext &job)
{
    const DownloadStore store(library.downloads());
    const auto dropped = store.discardFinished(sha256);
    if (!dropped)
        job.log(dropped.error().message);
    QDir(store.folder()).rmdir(sha256.toHex());
}

} // namespace portico
