// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/bundlecontent.h"

#include "core/archive/listarchive.h"
#include "core/bundles/launchscripts.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/io/stagingfolder.h"
#include "core/platform/host.h"
#include "core/python/layerpath.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BundleContent)
};

Error notOurs(const QString &archive)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("%1 has no list of its files: another program made it.")
                           .arg(QDir::toNativeSeparators(archive)),
            .nextStep = Text::tr("Add it as an install, and compare that."),
            .detail = {}};
}

Error wrongList(const QString &archive)
{
    return {.code = ErrorCode::HashMismatch,
            .message = Text::tr("The list of files in %1 is not the one that its %2 names.")
                           .arg(QDir::toNativeSeparators(archive), bundleRecordName()),
            .nextStep = Text::tr("Get the bundle again, or build it again."),
            .detail = {}};
}

/** The content out of what was found in an archive. */
Result<BundleContent> contentOf(const QString &archive, const ArchiveListing &listing)
{
    const auto entry = std::find_if(
        listing.contents.keyBegin(), listing.contents.keyEnd(),
        [](const QString &path) { return QFileInfo(path).fileName() == bundleRecordName(); });
    if (entry == listing.contents.keyEnd())
        return notOurs(archive);
    const QString top = entry->chopped(bundleRecordName().size());
    const Result<BundleRecord> record = bundleRecordFromBytes(listing.contents.value(*entry));
    if (!record)
        return record.error();
    const QByteArray list = listing.contents.value(top + fileListName());
    if (sha256Of(list) != record->list)
        return wrongList(archive);
    const Result<FileHashes> hashes = fileListFromBytes(list);
    if (!hashes)
        return hashes.error();
    BundledFiles files;
    for (auto it = hashes->cbegin(); it != hashes->cend(); ++it)
        files.insert(it.key(), {.sha256 = *it, .size = listing.files.value(top + it.key(), 0)});
    return BundleContent{.name = QFileInfo(archive).fileName(),
                         .kind = BundleContent::Kind::Archive,
                         .record = *record,
                         .packages = packagesIn(files),
                         .files = files};
}

bool isBundled(const QString &path)
{
    return !path.startsWith(kBundleComfy + "/custom_nodes/"_L1)
        && QStringView(path).mid(path.lastIndexOf(u'/') + 1) != layerPathFile();
}

} // namespace

QMap<QString, QString> packagesIn(const BundledFiles &files)
{
    static const QRegularExpression info(
        uR"re(/site-packages/([A-Za-z0-9._]+?)-([^/]+)\.dist-info/METADATA$)re"_s);
    QMap<QString, QString> packages;
    for (auto it = files.keyBegin(); it != files.keyEnd(); ++it) {
        if (!it->endsWith("/METADATA"_L1) || !it->startsWith(kBundlePython))
            continue;
        const QRegularExpressionMatch match = info.match(*it);
        if (match.hasMatch())
            packages.insert(normalisedPackage(match.capturedView(1)), match.captured(2));
    }
    return packages;
}

Result<BundleContent> contentOfArchive(const BundleServices &services, const QString &archive,
                                       const JobContext &job)
{
    const Result<StagingDir> staging =
        StagingDir::create(services.library.staging(), Text::tr("looking into a bundle"));
    if (!staging)
        return staging.error();
    const Result<ArchiveListing> listing =
        listArchive({.archive = archive,
                     .wanted = {bundleRecordName(), fileListName()},
                     .folder = staging->path(),
                     .rulesFor = services.host.os()},
                    services.processes, job);
    return listing ? contentOf(archive, *listing) : Result<BundleContent>(listing.error());
}

Result<BundleContent> contentOfInstall(const BundleServices &services, const Install &install,
                                       const JobContext &job)
{
    const Result<BundleParts> source =
        findBundleParts(services.library, install, services.host.os(), job);
    if (!source)
        return source.error();
    const Result<BundleRecord> record =
        describeSource(*source, *install.generation(), services.library, install, job);
    if (!record)
        return record.error();
    Result<BundledFiles> files = promisedContent(*source);
    if (!files)
        return files.error();
    files->removeIf([](const auto &file) { return !isBundled(file.key()); });
    const Result<BundledFiles> packs = packContent(*source, job);
    if (!packs)
        return packs.error();
    files->insert(*packs);
    BundleContent content{.name = install.name,
                          .kind = BundleContent::Kind::Install,
                          .record = *record,
                          .packages = packagesIn(*files),
                          .files = *files};
    content.record.os = services.host.os();
    content.record.architecture = services.host.architecture();
    return content;
}

} // namespace portico
