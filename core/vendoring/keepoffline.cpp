// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/vendoring/keepoffline.h"

#include "core/archive/archivewriter.h"
#include "core/base/clock.h"
#include "core/installs/installfile.h"
#include "core/platform/symboliclink.h"
#include "core/platform/treewalk.h"
#include "core/snapshots/takesnapshot.h"
#include "core/vendoring/keepparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::KeepOffline)
};

Error isOwnFolder(const QString &install)
{
    return {.code = ErrorCode::Unsupported,
            .message =
                Text::tr("“%1” is a folder of your own, which Portico only starts: it is not "
                         "kept for offline.")
                    .arg(install),
            .nextStep = Text::tr("Copy the folder yourself."),
            .detail = {}};
}

Error hasNoRuntime(const SnapshotContent &content)
{
    return {.code = ErrorCode::NotFound,
            .message =
                Text::tr("%1 is not in this install any more.").arg(runtimeText(content.runtime)),
            .nextStep = Text::tr("Keep a snapshot of a generation that is still there."),
            .detail = {}};
}

Result<VendoredState> begin(const RestoreServices &services, const KeepRequest &request,
                            const SnapshotContent &content)
{
    const Library &library = services.nodes.compose.library;
    const Result<Install> install = loadInstall(library, request.install);
    if (!install)
        return install.error();
    const Result<Install> then = installForKeeping(library, *install, content);
    if (!then)
        return then.error();
    return VendoredState{.id = vendoredId(request.install, content),
                         .install = *then,
                         .content = content,
                         .kept = services.nodes.compose.clock.now()};
}

/** What would be refused when it is unpacked is not kept as if it could be. */
Result<> checkLinks(const QString &folder, const JobContext &job)
{
    return walkTree(
        folder,
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (entry.kind != TreeEntry::Kind::Link)
                return Visit::Continue;
            const Result<QString> target = readLink(folder + u'/' + entry.path);
            if (!target)
                return target.error();
            const QString parent = u"./"_s + entry.path.section(u'/', 0, -2);
            const QString inside = QDir::cleanPath(parent + u'/' + *target);
            const bool leadsOut =
                QDir::isAbsolutePath(*target) || inside == ".."_L1 || inside.startsWith("../"_L1);
            if (!leadsOut)
                return Visit::Continue;
            return Error{.code = ErrorCode::Unsupported,
                         .message = Text::tr("It holds a link, %1, to a place outside of it: %2.")
                                        .arg(entry.path, *target),
                         .nextStep = Text::tr("Put the files there in place of the link, then keep "
                                              "it again."),
                         .detail = {}};
        },
        job);
}

Result<> keepAll(const KeepWork &work, bool isPresent)
{
    Result<> kept = keepRuntime(work);
    if (kept)
        kept = keepPacks(work, isPresent);
    if (kept)
        kept = keepLayer(work);
    return kept ? keepEnvironments(work) : kept;
}

/** What is to be kept: of the present one becomes a snapshot. */
Result<SnapshotContent> contentToKeep(const RestoreServices &services, const KeepRequest &request,
                                      const Install &install, const JobContext &job)
{
    const Library &library = services.nodes.compose.library;
    if (!request.snapshot.isEmpty()) {
        const Result<Snapshot> snapshot = findSnapshot(library, install.id, request.snapshot);
        return snapshot ? Result<SnapshotContent>(snapshot->content) : snapshot.error();
    }
    const Result<KeptSnapshot> taken = takeSnapshot(
        library, install, {.reason = KeepReason::ByHand, .now = services.nodes.compose.clock.now()},
        job);
    return taken ? Result<SnapshotContent>(taken->snapshot.content) : taken.error();
}

} // namespace

QString vendoredId(const InstallId &install, const SnapshotContent &content)
{
    return install.toString() + u'-' + shortId(snapshotId(toJson(content)));
}

Result<Install> installForKeeping(const Library &library, const Install &install,
                                  const SnapshotContent &content)
{
    if (install.isAdopted())
        return isOwnFolder(install.name);
    for (const Generation &generation : install.generations) {
        Install other = install;
        other.currentGeneration = generation.number;
        const RecordedRuntime runtime = runtimeOf(library, other);
        if (runtime.identity != content.runtime.identity
            || runtime.layout != content.runtime.layout)
            continue;
        other.generations = {generation};
        return other;
    }
    return hasNoRuntime(content);
}

void KeepWork::add(VendoredFile file, VendoredKind kind, const QString &name) const
{
    file.kind = kind;
    file.name = name;
    if (!state.files.contains(file))
        state.files += file;
}

void KeepWork::lack(VendoredKind kind, const QString &name, const Error &why) const
{
    job.log(why.message);
    state.lacks += VendoredLack{.kind = kind, .name = name, .why = why};
}

Result<> KeepWork::lackUnlessFatal(VendoredKind kind, const QString &name, const Error &why) const
{
    switch (why.code) {
    case ErrorCode::Cancelled:
    case ErrorCode::DiskFull:
    case ErrorCode::ReadOnly:
    case ErrorCode::Io:
    case ErrorCode::PermissionDenied:
    case ErrorCode::Internal:
        return why;
    default:
        lack(kind, name, why);
        return {};
    }
}

Result<VendoredFile> keepArchive(const KeepWork &work, const ArchiveWish &wish)
{
    const auto stored = storedArchive(work.library(), wish.madeOf, work.job);
    if (!stored || *stored)
        return stored ? Result<VendoredFile>(**stored) : stored.error();
    if (const Result<> inside = checkLinks(wish.folder, work.job); !inside)
        return inside.error();
    const QString archive = work.staging + u'/' + wish.name + ".tar.zst"_L1;
    const Result<PackSummary> packed = packFolder(
        {.folder = wish.folder, .archive = archive, .format = PackFormat::TarZst, .topLevel = {}},
        work.job);
    if (!packed)
        return packed.error();
    return storeArchive(work.library(), archive, wish.madeOf, work.job);
}

Result<VendoredState> keepForOffline(const RestoreServices &services, const KeepRequest &request,
                                     const JobContext &job)
{
    const Library &library = services.nodes.compose.library;
    const Result<Install> install = loadInstall(library, request.install);
    if (!install)
        return install.error();
    if (install->isAdopted())
        return isOwnFolder(install->name);
    const QString what = Text::tr("keeping “%1” for offline").arg(install->name);
    const Result<FileLock> lock = lockVendored(library, what, job);
    if (!lock)
        return lock.error();
    const Result<> swept = sweepVendored(library, job);
    if (!swept)
        return swept.error();
    const Result<SnapshotContent> content = contentToKeep(services, request, *install, job);
    if (!content)
        return content.error();
    Result<VendoredState> state = begin(services, request, *content);
    if (!state)
        return state;
    // Of one that is there already everything is looked at again, and its record stays meanwhile.
    if (!QFileInfo::exists(vendoredFolder(library, state->id) + "/vendored.json"_L1)) {
        if (const Result<> begun = writeVendored(library, *state); !begun)
            return begun.error();
    }
    if (const Result<> rooted = keepVendoredRoot(library, *state); !rooted)
        return rooted.error();
    const Result<StagingDir> staging = StagingDir::create(library.staging(), what);
    if (!staging)
        return staging.error();
    const bool isPresent = request.snapshot.isEmpty();
    const KeepWork work{.services = services,
                        .install = state->install,
                        .state = *state,
                        .staging = staging->path(),
                        .job = job};
    if (const Result<> kept = keepAll(work, isPresent); !kept)
        return kept.error();
    state->isFinished = true;
    const Result<> written = writeVendored(library, *state);
    return written ? state : written.error();
}

} // namespace portico
