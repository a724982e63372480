// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/net/downloader.h"
#include "core/nodes/obtainpack.h"
#include "core/platform/durable.h"
#include "core/platform/hostos.h"
#include "core/platform/treewalk.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ObtainPack)
};

/** Far beyond any node pack. */
UnpackLimits packLimits()
{
    UnpackLimits limits;
    limits.maxEntries = 100'000;
    limits.maxBytes = 8LL << 30;
    return limits;
}

/** The archive of the source: fetched, or where it lies. */
Result<DownloadedFile> fetchArchive(const NodeServices &services, const QString &place,
                                    const JobContext &job)
{
    DownloadRequest request;
    if (QDir::isAbsolutePath(place))
        return services.compose.downloader.useLocalFile(place, request, job);
    request.url = QUrl(place, QUrl::StrictMode);
    request.plainHttpHosts = services.plainHttpHosts;
    return services.compose.downloader.fetch(request, job);
}

QStringList entriesOf(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System
                                  | QDir::NoDotAndDotDot);
}

/** The folder that holds the pack: the top, or the one folder there. Its name; empty: the top. */
QString wrapperOf(const QString &folder)
{
    if (QFileInfo::exists(folder + "/__init__.py"_L1))
        return {};
    QStringList names = entriesOf(folder);
    names.removeAll(u"__MACOSX"_s);
    names.removeAll(u".DS_Store"_s);
    const bool isWrapped =
        names.size() == 1 && QFileInfo(folder + u'/' + names.constFirst()).isDir();
    return isWrapped ? names.constFirst() : QString();
}

/** Unpacks and moves the pack to `<into>/<name>`; an empty name is made from what is inside. */
Result<QString> unpackTo(const NodeServices &services, const QString &archive,
                         const ObtainRequest &request, QString name, const JobContext &job)
{
    const QString raw = request.into + "/unpacking"_L1;
    if (const auto made = makeFolder(raw); !made)
        return made.error();
    const Result<UnpackSummary> unpacked = unpackArchive({.archive = archive,
                                                          .furtherVolumes = {},
                                                          .destination = raw,
                                                          .manifestFile = {},
                                                          .rulesFor = hostOs(),
                                                          .limits = packLimits()},
                                                         services.compose.processes, job);
    if (!unpacked)
        return unpacked.error().inContext(
            Text::tr("%1 cannot be unpacked.").arg(shownSource(request.source)));
    const QString wrapper = wrapperOf(raw);
    if (name.isEmpty()) {
        PackSource named = request.source;
        static const QRegularExpression branch(uR"re(-(main|master)$)re"_s);
        named.name = named.name.isEmpty() ? QString(wrapper).remove(branch) : named.name;
        const Result<QString> folderName = packFolderName(named);
        if (!folderName)
            return folderName.error();
        name = *folderName;
    }
    const QString from = wrapper.isEmpty() ? raw : raw + u'/' + wrapper;
    const auto moved = renameDurably(from, request.into + u'/' + name, IfExists::Refuse, job);
    if (!moved)
        return moved.error();
    if (const auto removed = removeTree(raw, job); !removed)
        return removed.error();
    return name;
}

/** What the Manager keeps of an archive of the registry: every file of it, a line each. */
Result<> writeTracking(const QString &folder, const JobContext &job)
{
    QStringList files;
    const auto walked = walkTree(
        folder,
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (entry.kind != TreeEntry::Kind::Folder)
                files += entry.path;
            return Visit::Continue;
        },
        job);
    if (!walked)
        return walked;
    files.sort();
    return writeFileAtomically(folder + "/.tracking"_L1, files.join(u'\n').toUtf8());
}

/** Whether this version may be installed at all. */
Result<> checkStatus(const QString &id, const RegistryVersion &version, ObtainedPack &pack)
{
    const auto refused = [&](const QString &message) {
        return Error{
            .code = ErrorCode::Refused,
            .message =
                version.statusReason.isEmpty() ? message : message + u' ' + version.statusReason,
            .nextStep = Text::tr("Choose another version: porticoctl nodes info %1.").arg(id),
            .detail = {}};
    };
    if (version.status == "banned"_L1 || version.status == "deleted"_L1)
        return refused(Text::tr("The Comfy Registry has withdrawn version %1 of “%2”.")
                           .arg(version.version, id));
    if (version.download.isEmpty())
        return refused(Text::tr("The Comfy Registry names no archive for version %1 of “%2”.")
                           .arg(version.version, id));
    if (version.status == "flagged"_L1)
        pack.remarks += Text::tr("The Comfy Registry has marked version %1 of “%2” as suspicious.")
                            .arg(version.version, id);
    if (version.isDeprecated)
        pack.remarks += Text::tr("Version %1 of “%2” is deprecated.").arg(version.version, id);
    return {};
}

} // namespace

Result<ObtainedPack> obtainFromArchive(const NodeServices &services, const ObtainRequest &request,
                                       const JobContext &job)
{
    const Result<DownloadedFile> archive = fetchArchive(services, request.source.place, job);
    if (!archive)
        return archive.error();
    const Result<QString> name = unpackTo(services, archive->path, request, {}, job);
    if (!name)
        return name.error();
    return ObtainedPack{.name = *name,
                        .folder = request.into + u'/' + *name,
                        .source = request.source,
                        .archive = archive->sha256};
}

Result<ObtainedPack> obtainFromRegistry(const NodeServices &services, const ObtainRequest &request,
                                        const JobContext &job)
{
    const QString &id = request.source.place;
    const Result<QString> name = packFolderName(request.source);
    if (!name)
        return name.error();
    const Result<RegistryVersion> version =
        services.registry.version(id, request.source.ref, Asking::Always, job);
    if (!version)
        return version.error();
    ObtainedPack pack{.name = *name,
                      .folder = request.into + u'/' + *name,
                      .source = request.source,
                      .version = version->version};
    pack.source.ref = version->version;
    if (const auto allowed = checkStatus(id, *version, pack); !allowed)
        return allowed.error();
    const Result<DownloadedFile> archive =
        fetchArchive(services, version->download.toString(QUrl::FullyEncoded), job);
    if (!archive)
        return archive.error();
    pack.archive = archive->sha256;
    const Result<QString> unpacked = unpackTo(services, archive->path, request, *name, job);
    if (!unpacked)
        return unpacked.error();
    const Result<> tracked = writeTracking(pack.folder, job);
    return tracked ? Result<ObtainedPack>(pack) : tracked.error();
}

} // namespace portico
