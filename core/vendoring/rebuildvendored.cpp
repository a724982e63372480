// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/vendoring/rebuildvendored.h"

#include "core/base/clock.h"
#include "core/base/lists.h"
#include "core/installs/commitinstall.h"
#include "core/installs/installfile.h"
#include "core/installs/seeddata.h"
#include "core/io/file.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/isolation/packwrapper.h"
#include "core/nodes/packrecords.h"
#include "core/platform/durable.h"
#include "core/platform/host.h"
#include "core/snapshots/takesnapshot.h"
#include "core/vendoring/rebuildparts.h"

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
    Q_DECLARE_TR_FUNCTIONS(portico::RebuildVendored)
};

Error cameOutOtherwise(const QStringList &parts)
{
    return {.code = ErrorCode::HashMismatch,
            .message =
                Text::tr("What was rebuilt is not the same as at first: %1.").arg(listed(parts)),
            .nextStep = Text::tr("Nothing was kept of it; please report this as a bug."),
            .detail = {}};
}

const VendoredFile *fileOf(const VendoredState &state, VendoredKind kind)
{
    const auto found = std::find_if(state.files.begin(), state.files.end(),
                                    [&](const VendoredFile &file) { return file.kind == kind; });
    return found == state.files.end() ? nullptr : &*found;
}

/** One rebuild: all of it happens in a library of its own in staging, which shares the store. */
class Rebuild
{
public:
    Rebuild(const RestoreServices &services, const VendoredState &state,
            const RebuildRequest &request, StagingDir staging, const JobContext &job)
        : m_outer(services)
        , m_state(state)
        , m_request(request)
        , m_staging(std::move(staging))
        , m_library(Library::within(services.nodes.compose.library, m_staging.path()))
        , m_job(job)
    { }

    Result<RebuiltInstall> run();

private:
    const Library &target() const { return m_outer.nodes.compose.library; }
    ComposeServices compose() const;
    Result<QString> tool() const;
    Result<> unpack(const VendoredFile &file, const QString &folder, const QString &manifest) const;
    Result<InstallId> placeRuntime() const;
    Result<> bringPacks(const InstallId &id) const;
    Result<> match(const InstallId &id) const;
    Result<QList<StatePart>> compared(const InstallId &id) const;

    const RestoreServices &m_outer;
    const VendoredState &m_state;
    const RebuildRequest &m_request;
    StagingDir m_staging;
    const Library m_library;
    const JobContext &m_job;
    QString m_uv;
};

ComposeServices Rebuild::compose() const
{
    const ComposeServices &outer = m_outer.nodes.compose;
    return {.library = m_library,
            .downloader = outer.downloader,
            .processes = outer.processes,
            .host = outer.host,
            .clock = outer.clock,
            .network = outer.network,
            .uvProgram = m_uv};
}

/** The kept uv as a program of staging; the settings' own counts, too, where none was needed. */
Result<QString> Rebuild::tool() const
{
    const VendoredFile *const kept = fileOf(m_state, VendoredKind::Tool);
    if (!kept)
        return m_outer.nodes.compose.uvProgram;
    const QString copy = m_staging.path() + u'/' + QFileInfo(kept->path).fileName();
    const Result<> copied = cloneFile(vendoredPath(target(), *kept), copy, CloneMethod::Copy);
    if (!copied)
        return copied.error();
    QFile::setPermissions(copy, QFile::permissions(copy) | QFile::ExeOwner | QFile::ExeUser);
    return copy;
}

Result<> Rebuild::unpack(const VendoredFile &file, const QString &folder,
                         const QString &manifest) const
{
    if (const Result<> made = makeFolder(folder); !made)
        return made;
    const Result<UnpackSummary> unpacked =
        unpackArchive({.archive = vendoredPath(target(), file),
                       .furtherVolumes = {},
                       .destination = folder,
                       .manifestFile = manifest,
                       .rulesFor = m_outer.nodes.compose.host.os(),
                       .limits = vendoredLimits()},
                      m_outer.nodes.compose.processes, m_job);
    return unpacked ? Result<>() : Result<>(unpacked.error());
}

/** An install without node packs, as it was when it was new. */
Result<InstallId> Rebuild::placeRuntime() const
{
    const VendoredFile *const file = fileOf(m_state, VendoredKind::Runtime);
    if (!file)
        return damageError({.state = m_state});
    Result<StagingDir> place = StagingDir::create(m_library.staging(), Text::tr("rebuilding"));
    if (!place)
        return place.error();
    const QString generation = place->path() + u'/' + generationFolderName(1);
    const Result<> unpacked = unpack(*file, generation, generation + ".manifest"_L1);
    if (!unpacked)
        return unpacked.error();
    Install install = m_state.install;
    install.created = m_outer.nodes.compose.clock.now().toUTC();
    install.lastStart = {};
    install.currentGeneration = 1;
    Generation &only = install.generations.first();
    only.number = 1;
    only.layer.clear();
    only.view = 0;
    const Result<> seeded =
        seedDataFolder(generation + u'/' + only.comfyFolder, place->path() + "/data"_L1, m_job);
    if (!seeded)
        return seeded.error();
    if (const Result<> logs = makeFolder(place->path() + "/logs"_L1); !logs)
        return logs.error();
    const Result<Install> committed =
        commitInstall(m_library, *place, install, install.port, m_job);
    return committed ? Result<InstallId>(committed->id) : committed.error();
}

/** Where restoring looks first: among the packs that are kept from before a change. */
Result<> Rebuild::bringPacks(const InstallId &id) const
{
    PackRecords records = readPackRecords(m_library, id);
    const QString kept = keptPacksFolder(m_library, id);
    int number = 0;
    for (const VendoredFile &file : m_state.files) {
        if (file.kind != VendoredKind::Pack)
            continue;
        const QString folder = m_staging.path() + "/packs/"_L1 + QString::number(++number);
        if (const Result<> unpacked = unpack(file, folder, {}); !unpacked)
            return unpacked;
        if (const Result<> made = makeFolder(kept); !made)
            return made;
        const QString place = kept + u'/' + QString::number(number) + u'-' + file.name;
        const Result<> moved =
            renameDurably(folder + u'/' + file.name, place, IfExists::Refuse, m_job);
        if (!moved)
            return moved;
        records.kept += KeptPack{.pack = file.name,
                                 .folder = place,
                                 .kept = m_outer.nodes.compose.clock.now(),
                                 .why = u"restore"_s};
    }
    return records.kept.isEmpty() ? Result<>() : writePackRecords(m_library, id, records);
}

/** Packs, layer, choices and settings as one, by what restores snapshots. */
Result<> Rebuild::match(const InstallId &id) const
{
    const ComposeServices composing = compose();
    const EnvOperations &outer = m_outer.environments;
    const EnvOperations environments{.services = composing,
                                     .http = outer.http,
                                     .computer = outer.computer,
                                     .facts = outer.facts,
                                     .pixi = outer.pixi,
                                     .wheelIndex = outer.wheelIndex,
                                     .pythonList = outer.pythonList,
                                     .keeper = {}};
    const NodeServices nodes{.compose = composing,
                             .registry = m_outer.nodes.registry,
                             .http = m_outer.nodes.http,
                             .plainHttpHosts = m_outer.nodes.plainHttpHosts,
                             .cooldownDays = m_outer.nodes.cooldownDays,
                             .isolator = std::make_shared<PackWrapper>(environments),
                             .keeper = {}};
    RestoreWish wish{.exactness = m_request.exactness};
    for (const SnapshotPart part : allSnapshotParts()) {
        if (part != SnapshotPart::Environments)
            wish.parts += part;
    }
    Result<PreparedRestore> prepared =
        prepareRestore({nodes, environments}, id, m_state.content, wish, m_job);
    if (!prepared)
        return prepared.error();
    const QList<Lack> &lacks = prepared->change.plan().lacks;
    if (m_request.exactness == Exactness::Demanded && !lacks.isEmpty())
        return lacks.constFirst().why;
    const Result<ChangeOutcome> changed = carryOut(nodes, std::move(prepared->change), {}, m_job);
    if (!changed)
        return changed.error();
    // What they were unpacked to has served.
    PackRecords records = readPackRecords(m_library, id);
    records.kept.clear();
    if (const Result<> written = writePackRecords(m_library, id, records); !written)
        return written;
    return removeTree(keptPacksFolder(m_library, id), m_job);
}

/** The parts of the new install, which are those that were kept. */
Result<QList<StatePart>> Rebuild::compared(const InstallId &id) const
{
    const Result<Install> install = loadInstall(m_library, id);
    if (!install)
        return install.error();
    const Result<SnapshotContent> content = contentOf(m_library, *install, m_job);
    if (!content)
        return content.error();
    const auto parts = stateParts(m_library, *install, *content, m_job);
    if (!parts)
        return parts.error();
    QStringList others;
    for (const StatePart &wanted : m_state.parts) {
        const bool isEnvironment = wanted.name.startsWith("environment "_L1);
        if (!isEnvironment && !parts->contains(wanted))
            others += wanted.name;
    }
    if (!others.isEmpty() && m_request.exactness == Exactness::Demanded)
        return cameOutOtherwise(others);
    return parts;
}

Result<RebuiltInstall> Rebuild::run()
{
    const Result<QString> uv = tool();
    if (!uv)
        return uv.error();
    m_uv = *uv;
    const Result<InstallId> id = placeRuntime();
    if (!id)
        return id.error();
    Result<> done = bringPacks(*id);
    if (done)
        done = match(*id);
    if (!done)
        return done.error();
    const Result<QList<StatePart>> parts = compared(*id);
    if (!parts)
        return parts.error();
    const Result<Install> install = commitRebuilt({.inner = m_library,
                                                   .id = *id,
                                                   .target = target(),
                                                   .name = m_request.name,
                                                   .firstName = m_state.install.name,
                                                   .port = m_request.port},
                                                  m_job);
    if (!install)
        return install.error();
    return RebuiltInstall{.install = *install, .parts = *parts, .lacks = m_state.lacks};
}

} // namespace

UnpackLimits vendoredLimits()
{
    constexpr qint64 kAnyRatio = 1'000'000;
    UnpackLimits limits;
    limits.maxRatio = kAnyRatio;
    limits.maxEntryRatio = kAnyRatio;
    return limits;
}

Result<RebuiltInstall> rebuildVendored(const RestoreServices &services, const VendoredState &state,
                                       const RebuildRequest &request, const JobContext &job)
{
    const Library &library = services.nodes.compose.library;
    const Result<VendoredVerdict> verdict = verifyVendored(library, state, job);
    if (!verdict)
        return verdict.error();
    const bool isEnough = verdict->damages.isEmpty() && state.isFinished
        && (state.lacks.isEmpty() || request.exactness == Exactness::AsFarAsPossible);
    if (!isEnough)
        return damageError(*verdict);
    Result<StagingDir> staging =
        StagingDir::create(library.staging(), Text::tr("rebuilding “%1”").arg(state.install.name));
    if (!staging)
        return staging.error();
    Result<RebuiltInstall> rebuilt =
        Rebuild(services, state, request, std::move(*staging), job).run();
    if (rebuilt)
        placeEnvironments(services, state, *rebuilt, job);
    return rebuilt;
}

} // namespace portico
