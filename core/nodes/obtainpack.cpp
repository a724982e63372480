// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/obtainpack.h"

#include "core/installs/steps.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/net/gitnetwork.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ObtainPack)
};

constexpr qint64 kMostFile = 16LL << 20;

/** Without it ComfyUI can load nothing from a folder. */
Result<> checkIsPack(const PackSource &source, const QString &folder)
{
    if (!QFileInfo(folder).isDir() || QFileInfo(folder + "/__init__.py"_L1).isFile())
        return {};
    return Error{
        .code = ErrorCode::Refused,
        .message =
            Text::tr("%1 holds no node pack: it has no __init__.py.").arg(shownSource(source)),
        .nextStep = Text::tr("Give the folder, repository or archive whose top holds "
                             "__init__.py."),
        .detail = {}};
}

bool isCopied(QStringView path)
{
    const QStringView name = path.mid(path.lastIndexOf(u'/') + 1);
    return name != "__pycache__"_L1 && name != ".git"_L1;
}

Result<ObtainedPack> obtain(const NodeServices &services, const NetworkChain &network,
                            const ObtainRequest &request, const JobContext &job)
{
    switch (request.source.kind) {
    case PackSource::Kind::Registry:
        return obtainFromRegistry(services, request, job);
    case PackSource::Kind::Git:
        return obtainFromGit(services, network, request, job);
    case PackSource::Kind::Archive:
        return obtainFromArchive(services, request, job);
    case PackSource::Kind::Folder:
        return obtainFromFolder(request, job);
    case PackSource::Kind::File:
        break;
    }
    return obtainFromFile(request);
}

} // namespace

QString fetchPackStep()
{
    return Text::tr("Fetch node packs");
}

void leadThrough(const NetworkChain &network, GitCloneRequest &request)
{
    if (request.address.isLocal())
        return;
    const GitNetwork way = gitNetworkFor(network, request.address.url);
    if (!isSameOrigin(way.remote, request.address.url)) { // a mirror is not given the login
        request.address.user.clear();
        request.address.password.clear();
    }
    request.address.url = way.remote;
    request.transport = {.proxyUrl = way.proxyUrl, .authorityFile = way.authorityBundle};
}

Result<ObtainedPack> obtainFromGit(const NodeServices &services, const NetworkChain &network,
                                   const ObtainRequest &request, const JobContext &job)
{
    const Result<QString> name = packFolderName(request.source);
    if (!name)
        return name.error();
    const Result<GitAddress> address = gitAddress(request.source.place, services.plainHttpHosts);
    if (!address)
        return address.error();
    GitCloneRequest clone{.address = *address,
                          .ref = request.source.ref,
                          .target = request.into + u'/' + *name,
                          .history = request.history,
                          .transport = {}};
    leadThrough(network, clone);
    const Result<ClonedRepository> cloned = cloneRepository(clone, services.compose.processes, job);
    if (!cloned)
        return cloned.error();
    ObtainedPack pack{.name = *name, .folder = clone.target, .source = request.source};
    pack.source.place = address->isLocal() ? address->localPath : address->url.toString();
    pack.commit = cloned->target.commit.id;
    if (QFileInfo::exists(pack.folder + "/.gitmodules"_L1))
        pack.remarks += Text::tr("“%1” names further repositories (submodules), which are not "
                                 "fetched.")
                            .arg(*name);
    return pack;
}

Result<ObtainedPack> obtainFromFolder(const ObtainRequest &request, const JobContext &job)
{
    const Result<QString> name = packFolderName(request.source);
    if (!name)
        return name.error();
    ObtainedPack pack{
        .name = *name, .folder = request.into + u'/' + *name, .source = request.source};
    const QString from = QFileInfo(request.source.place).canonicalFilePath();
    if (QFileInfo(request.into).canonicalFilePath().startsWith(from + u'/'))
        return Error{.code = ErrorCode::Refused,
                     .message = Text::tr("%1 is no node pack: Portico's own library lies in it.")
                                    .arg(shownSource(request.source)),
                     .nextStep = Text::tr("Give the node pack's own folder."),
                     .detail = {}};
    if (const Result<> right = checkIsPack(request.source, from); !right)
        return right.error();
    const Result<CloneSummary> copied = cloneTree({.from = request.source.place,
                                                   .to = pack.folder,
                                                   .sharing = Sharing::Reflink,
                                                   .wants = isCopied,
                                                   .step = fetchPackStep()},
                                                  job);
    return copied ? Result<ObtainedPack>(pack) : copied.error();
}

Result<ObtainedPack> obtainFromFile(const ObtainRequest &request)
{
    const Result<QString> name = packFolderName(request.source);
    if (!name)
        return name.error();
    ObtainedPack pack{
        .name = *name, .folder = request.into + u'/' + *name, .source = request.source};
    const Result<QByteArray> bytes = readFile(request.source.place, kMostFile);
    if (!bytes)
        return bytes.error();
    const Result<> written = writeFileAtomically(pack.folder, *bytes);
    return written ? Result<ObtainedPack>(pack) : written.error();
}

Result<ObtainedPack> obtainPack(const NodeServices &services, const NetworkChain &network,
                                const ObtainRequest &request, const JobContext &job)
{
    job.log(Text::tr("Node pack: %1").arg(shownSource(request.source)));
    const JobContext inside = inStep(job, fetchPackStep());
    const Result<ObtainedPack> pack = obtain(services, network, request, inside);
    if (!pack)
        return pack;
    if (const Result<> right = checkIsPack(pack->source, pack->folder); !right)
        return right.error();
    return pack;
}

} // namespace portico
