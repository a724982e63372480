// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/fetchuv.h"

#include "core/archive/unpack.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/net/bridgedenvironment.h"
#include "core/net/downloader.h"
#include "core/net/networkchain.h"
#include "core/platform/filerules.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"
#include "core/python/findpython.h"
#include "core/python/uvpins.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::FetchUv)
};

constexpr auto kSilence = 5min;
constexpr auto kPatience = 350ms;

Error notMade(const QString &why, const QString &detail)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = why,
            .nextStep = Text::tr("Install uv yourself, or try again later."),
            .detail = detail};
}

/** One program out of a folder that goes away, in its place in one step. */
Result<> putInPlace(const QString &found, const QString &program, const JobContext &job)
{
    const QString folder = QFileInfo(program).path();
    const QString draft = QFileInfo(found).path() + "/ready"_L1;
    const Result<> made = makeFolder(draft);
    if (!made)
        return made;
    const QString name = QFileInfo(program).fileName();
    const Result<> cleared = removeTree(folder, job);
    if (!cleared)
        return cleared;
    if (!QFile::rename(found, draft + u'/' + name) || !QDir().rename(draft, folder))
        return notMade(
            Text::tr("uv could not be put into %1.").arg(QDir::toNativeSeparators(folder)), found);
    return {};
}

QByteArray pipRequirement()
{
    QByteArray line = "uv==" + pinnedUvVersion().toUtf8();
    for (const QString &hash : pinnedUvWheelHashes())
        line += " --hash=sha256:" + hash.toLatin1();
    return line + '\n';
}

QProcessEnvironment pipEnvironment(const UvRequest &request, const ToolEnvironment &tool,
                                   const NetworkChain &network)
{
    QProcessEnvironment environment =
        cleanEnvironment(QProcessEnvironment::systemEnvironment(), request.os);
    tool.applyTo(environment, request.os);
    environment.insert(u"PIP_CONFIG_FILE"_s, QProcess::nullDevice());
    environment.insert(u"PIP_NO_INPUT"_s, u"1"_s);
    environment.insert(u"PIP_DISABLE_PIP_VERSION_CHECK"_s, u"1"_s);
    if (!environment.contains(u"PIP_INDEX_URL"_s))
        environment.insert(u"PIP_INDEX_URL"_s, network.packageIndex.toString(QUrl::FullyEncoded));
    return environment;
}

Result<QTemporaryDir *> workFolder(QTemporaryDir &folder)
{
    if (folder.isValid())
        return &folder;
    return notMade(Text::tr("There is no place to put uv."), folder.errorString());
}

} // namespace

Result<> fetchUvWithPip(const UvRequest &request, const QString &program,
                        const UvServices &services, const JobContext &job)
{
    const Result<InterpreterFacts> python = findPython({}, services.processes, request.os, job);
    if (!python)
        return python.error();
    const Result<> made = makeFolder(request.folder);
    if (!made)
        return made;
    QTemporaryDir work(request.folder + "/fetch-XXXXXX"_L1);
    const Result<QTemporaryDir *> valid = workFolder(work);
    if (!valid)
        return valid.error();
    const Result<> written =
        writeFileAtomically(work.filePath(u"uv.txt"_s), pipRequirement(), FileAccess::Shared);
    if (!written)
        return written;
    job.log(Text::tr("Fetching uv %1 with the pip of %2.")
                .arg(pinnedUvVersion(), QDir::toNativeSeparators(python->executable)));
    const Result<BridgedEnvironment> bridged =
        bridgedEnvironment(environmentFor(Consumer::Pip, services.network));
    if (!bridged)
        return bridged.error();
    const ProcessInput input{
        .command = {.program = python->executable,
                    .arguments = {u"-I"_s, u"-m"_s, u"pip"_s, u"install"_s, u"--quiet"_s,
                                  u"--no-deps"_s, u"--only-binary"_s, u":all:"_s,
                                  u"--require-hashes"_s, u"--no-cache-dir"_s, u"--target"_s,
                                  work.filePath(u"site"_s), u"-r"_s, work.filePath(u"uv.txt"_s)},
                    .workingFolder = work.path(),
                    .environment = pipEnvironment(request, bridged->environment, services.network),
                    .secrets = bridged->environment.secrets},
        .standardInput = {},
        .onOutput = {},
        .onErrorOutput = {},
        .silenceLimit = kSilence,
        .patience = kPatience};
    const Result<ExitStatus> status = services.processes.run(input, job);
    if (!status)
        return status.error();
    const QString name = QFileInfo(program).fileName();
    for (const auto place : {"site/bin/"_L1, "site/Scripts/"_L1}) {
        const QString found = work.filePath(place + name);
        if (status->code == 0 && !status->crashed && QFileInfo(found).isFile())
            return putInPlace(found, program, job);
    }
    return notMade(Text::tr("The pip of %1 could not fetch uv.")
                       .arg(QDir::toNativeSeparators(python->executable)),
                   QString::fromUtf8(status->errorTail).trimmed());
}

Result<> fetchUvRelease(const UvRequest &request, const QString &program,
                        const UvServices &services, const JobContext &job)
{
    const UvRelease release = pinnedUvRelease(request.os, request.architecture);
    QList<QUrl> sources = sourcesOf(services.network, release.url);
    const QUrl first = sources.takeFirst();
    const Result<DownloadedFile> archive =
        services.downloader.fetch({.url = first,
                                   .mirrors = sources,
                                   .sha256 = release.sha256,
                                   .size = {},
                                   .authorization = {},
                                   .plainHttpHosts = services.network.plainHttpHosts},
                                  job);
    if (!archive)
        return archive.error();
    const Result<> made = makeFolder(request.folder);
    if (!made)
        return made;
    QTemporaryDir work(request.folder + "/fetch-XXXXXX"_L1);
    const Result<QTemporaryDir *> valid = workFolder(work);
    if (!valid)
        return valid.error();
    const QString inside = work.filePath(u"archive"_s);
    const Result<> folder = makeFolder(inside);
    if (!folder)
        return folder;
    const Result<UnpackSummary> unpacked = unpackArchive({.archive = archive->path,
                                                          .furtherVolumes = {},
                                                          .destination = inside,
                                                          .manifestFile = {},
                                                          .rulesFor = request.os,
                                                          .limits = {}},
                                                         services.processes, job);
    if (!unpacked)
        return unpacked.error();
    return putInPlace(inside + u'/' + release.programInside, program, job);
}

} // namespace portico
