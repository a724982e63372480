// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/bundlereader.h"
#include "core/installs/runtimefacts.h"
#include "core/installs/verifyinstall.h"
#include "core/io/file.h"
#include "core/platform/host.h"
#include "core/updates/planmoves.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PlanBundle)
};

/** What it is, unpacked in UpdateParts::fresh(); nothing: it is what the install has already. */
Result<std::optional<UnpackedBundle>> obtain(const AddServices &services, UpdateParts &parts,
                                             const BundleSource &source, const JobContext &job)
{
    const AddRequest &request = parts.request.bundle->archive;
    if (source.isLocal() && QFileInfo(source.localPath).isDir()) {
        if (request.hashPolicy == HashPolicy::Require)
            return Error{.code = ErrorCode::Unverified,
                         .message = Text::tr("Nobody published a SHA-256 of the folder %1.")
                                        .arg(QDir::toNativeSeparators(source.localPath)),
                         .nextStep = Text::tr("Give the bundle as a file."),
                         .detail = {}};
        const Result<UnpackedBundle> bundle = copyBundle(services, source, parts.fresh(), job);
        return bundle ? Result<std::optional<UnpackedBundle>>(*bundle) : bundle.error();
    }
    const Result<BundleArchive> archive = obtainArchive(services, request, source, job);
    if (!archive)
        return archive.error();
    parts.archive = *archive;
    job.log(archive->isVerified
                ? Text::tr("The SHA-256 is the published one: %1.").arg(archive->sha256.toHex())
                : Text::tr("Not verified: no published SHA-256 is known. This one has %1.")
                      .arg(archive->sha256.toHex()));
    if (parts.plan.before().origin.sha256 == archive->sha256)
        return std::optional<UnpackedBundle>();
    const Result<UnpackedBundle> bundle =
        unpackBundle(services, source, *archive, parts.fresh(), job);
    return bundle ? Result<std::optional<UnpackedBundle>>(*bundle) : bundle.error();
}

/** ComfyUI, Python, accelerator, packages: as they are and as they will be. */
Result<> compare(const NodeServices &services, UpdateParts &parts, const JobContext &job)
{
    const Library &library = services.compose.library;
    const Os os = services.compose.host.os();
    const Install &install = parts.plan.install;
    const Generation &before = parts.plan.before();
    const Generation &after = *parts.bundle;
    const QDir fresh(parts.fresh());
    const QDir now(library.runtimeFolder(install));
    const auto place = baseEnvironmentIn(fresh.path(), after, os);
    const Result<EnvironmentRequest> placeNow = baseEnvironmentOf(library, install, os);
    if (!placeNow)
        return placeNow.error();
    const Result<PythonEnvironment> base = readEnvironment(*placeNow, job);
    if (!base)
        return base.error();
    Result<PythonEnvironment> bundled = readEnvironment(place.value_or(EnvironmentRequest()), job);
    if (!bundled && bundled.error().code == ErrorCode::NotFound)
        bundled = PythonEnvironment(); // one without any packages
    if (!bundled)
        return bundled.error();
    parts.base = *base;
    UpdatePlan &plan = parts.plan;
    plan.versionAfter = after.comfyVersion;
    plan.target.commit.id =
        readRuntimeFacts(fresh.filePath(after.comfyFolder), fresh.filePath(after.python), os)
            .comfyCommit;
    if (after.pythonVersion != before.pythonVersion)
        plan.pythonAfter = after.pythonVersion;
    if (after.accelerator != before.accelerator)
        plan.acceleratorAfter = after.accelerator;
    plan.replacesTorch = after.torchVersion != before.torchVersion;
    plan.packages = packageMoves(parts.base, *bundled);
    plan.requirements =
        requirementMoves(now.filePath(before.comfyFolder), fresh.filePath(after.comfyFolder));
    plan.clashes = clashesWith(library, install, baseChanges(parts), job);
    return {};
}

} // namespace

Result<> fetchBundle(const NodeServices &services, UpdateParts &parts, const JobContext &job)
{
    const ComposeServices &compose = services.compose;
    const AddServices add{.library = compose.library,
                          .downloader = compose.downloader,
                          .processes = compose.processes,
                          .host = compose.host,
                          .clock = compose.clock,
                          .reader = parts.request.bundle->reader};
    const Result<BundleSource> source = bundleSource(parts.request.bundle->archive.source);
    if (!source)
        return source.error();
    parts.plan.repository = source->isLocal() ? QDir::toNativeSeparators(source->localPath)
                                              : source->publicUrl().toString();
    parts.plan.target.name = source->fileName();
    Result<std::optional<UnpackedBundle>> bundle = obtain(add, parts, *source, job);
    if (!bundle)
        return bundle.error();
    if (!*bundle) {
        parts.plan.target.commit.id = parts.plan.commitBefore; // nothing is to be done
        return {};
    }
    // What it says of its node packs and arguments is of no account: those of the install stay.
    if (const auto made = makeFolder(parts.work()); !made)
        return made;
    const Result<BundleSaid> said = add.reader
        ? add.reader->read({.folder = parts.work(), .contents = (*bundle)->contents},
                           (*bundle)->generation, job)
        : BundleSaid();
    if (!said)
        return said.error();
    parts.bundle = (*bundle)->generation;
    parts.plan.bundle = source->fileName();
    return compare(services, parts, job);
}

} // namespace portico
