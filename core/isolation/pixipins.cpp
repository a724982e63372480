// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/isolation/pixiengine.h"
#include "core/net/downloader.h"
#include "core/net/networkchain.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PixiPins)
};

constexpr auto kEverybodyRuns = QFileDevice::ReadOwner | QFileDevice::WriteOwner
    | QFileDevice::ExeOwner | QFileDevice::ReadGroup | QFileDevice::ExeGroup
    | QFileDevice::ReadOther | QFileDevice::ExeOther;

/** Copied beside the final name first: comfy-env takes whatever stands there. */
Result<QString> putInPlace(const QString &program, const QString &target, const JobContext &job)
{
    const QString beside = target + ".new"_L1;
    QFile::remove(beside);
    const bool isCopied =
        QFile::copy(program, beside) && QFile::setPermissions(beside, kEverybodyRuns);
    if (!isCopied)
        return Error{.code = ErrorCode::Io,
                     .message = Text::tr("pixi cannot be put into %1.")
                                    .arg(QDir::toNativeSeparators(QFileInfo(target).path())),
                     .nextStep = Text::tr("Check the space and the rights of that folder."),
                     .detail = {}};
    const Result<> moved = renameDurably(beside, target, IfExists::Replace, job);
    if (!moved)
        return moved.error();
    return target;
}

/** The program anywhere in what was unpacked. */
QString programIn(const QString &folder, Os os)
{
    const QString name = os == Os::Windows ? u"pixi.exe"_s : u"pixi"_s;
    QStringList folders{folder};
    while (!folders.isEmpty()) {
        const QDir here(folders.takeFirst());
        if (QFileInfo(here.filePath(name)).isFile())
            return here.filePath(name);
        for (const QFileInfo &sub : here.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot))
            folders += sub.filePath();
    }
    return {};
}

Result<QString> fetchRelease(const PixiAsset &asset, const QString &target,
                             const EnvServices &services, const JobContext &job)
{
    const QUrl url("https://github.com/prefix-dev/pixi/releases/download/v"_L1 + pixiVersion()
                   + u'/' + asset.fileName);
    QList<QUrl> sources = sourcesOf(services.network, url);
    DownloadRequest request{.url = sources.takeFirst(),
                            .mirrors = sources,
                            .sha256 = Sha256::fromHex(asset.sha256),
                            .size = {},
                            .authorization = {},
                            .plainHttpHosts = services.network.plainHttpHosts};
    const Result<DownloadedFile> archive = services.downloader.fetch(request, job);
    if (!archive)
        return archive.error();
    QTemporaryDir work(QFileInfo(target).path() + "/fetch-XXXXXX"_L1);
    const Result<UnpackSummary> unpacked = unpackArchive({.archive = archive->path,
                                                          .furtherVolumes = {},
                                                          .destination = work.path(),
                                                          .manifestFile = {},
                                                          .rulesFor = services.facts.os,
                                                          .limits = {}},
                                                         services.processes, job);
    if (!unpacked)
        return unpacked.error();
    return putInPlace(programIn(work.path(), services.facts.os), target, job);
}

} // namespace

std::optional<PixiAsset> pixiAsset(Os os, Architecture architecture)
{
    const bool isArm = architecture == Architecture::Arm64;
    switch (os) {
    case Os::Linux:
        return isArm
            ? PixiAsset{u"pixi-aarch64-unknown-linux-musl.tar.gz"_s,
                        u"6476588859faa7232def49ff590f199390bd93fae3826617596befc52382724f"_s}
            : PixiAsset{u"pixi-x86_64-unknown-linux-musl.tar.gz"_s,
                        u"bcd825d62905c29b3c754b71f9cdc9d6f119454398f58330f111a7b6a0de0a3f"_s};
    case Os::MacOS:
        return isArm
            ? PixiAsset{u"pixi-aarch64-apple-darwin.tar.gz"_s,
                        u"52a43f9268f3accb7155cf229937f2f5333559b1333615d610362c6151fded66"_s}
            : PixiAsset{u"pixi-x86_64-apple-darwin.tar.gz"_s,
                        u"f129e890366ad5502304c8f863cc5585d82143b64731f36bcd1283a27781097e"_s};
    case Os::Windows:
        if (!isArm)
            return PixiAsset{u"pixi-x86_64-pc-windows-msvc.zip"_s,
                             u"0c478f9efcb0f8ba984b21c3fa9f484a3d098fc9a46be896f0ac260939ddeaa9"_s};
    }
    return std::nullopt;
}

Result<QString> ensurePixi(const EnvServices &services, Architecture architecture,
                           const JobContext &job)
{
    const QString target = pixiProgram(services.facts);
    if (QFileInfo(target).isFile())
        return target;
    const Result<> made = makeFolder(QFileInfo(target).path());
    if (!made)
        return made.error();
    // Several environments are built at once, also by other programs, and all of them want it.
    const Result<FileLock> lock =
        FileLock::lock(target + ".lock"_L1, Text::tr("fetching pixi"), job);
    if (!lock)
        return lock.error();
    if (QFileInfo(target).isFile())
        return target;
    if (!services.pixi.isEmpty())
        return putInPlace(services.pixi, target, job);
    const std::optional<PixiAsset> asset = pixiAsset(services.facts.os, architecture);
    if (!asset)
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("There is no pixi for this computer, and comfy-env runs "
                                         "its environments with it."),
                     .nextStep = Text::tr("Isolated environments need another computer."),
                     .detail = {}};
    job.log(Text::tr("Fetching pixi %1: comfy-env starts the nodes with it.").arg(pixiVersion()));
    return fetchRelease(*asset, target, services, job);
}

} // namespace portico
