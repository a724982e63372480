// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/carrydatabase.h"
#include "core/installs/devicechoice.h"
#include "core/installs/installfile.h"
#include "core/installs/keptgenerations.h"
#include "core/installs/layerview.h"
#include "core/installs/pristine.h"
#include "core/installs/statekeeper.h"
#include "core/io/journal.h"
#include "core/io/tree.h"
#include "core/nodes/layerover.h"
#include "core/platform/durable.h"
#include "core/updates/switchgeneration.h"
#include "core/updates/updateparts.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CommitGeneration)
};

/** A number that no generation has or has left something of. */
int nextNumber(const Library &library, const Install &install)
{
    int number = 0;
    for (const Generation &generation : install.generations)
        number = std::max(number, generation.number);
    const auto isTaken = [&](int wanted) {
        const QStringList paths = generationPaths(library, install.id, wanted);
        return std::any_of(paths.begin(), paths.end(),
                           [](const QString &path) { return QFileInfo::exists(path); });
    };
    ++number;
    while (isTaken(number))
        ++number;
    return number;
}

Error clashing(const UpdatePlan &plan)
{
    return {.code = ErrorCode::Refused,
            .message = plan.clashes.constFirst(),
            .nextStep =
                Text::tr("Update or disable that node pack first, or leave out what it asks "
                         "for: porticoctl nodes apply %1 --without.")
                    .arg(plan.install.id.toString()),
            .detail = plan.clashes.join(u'\n')};
}

/** A generation in its place that install.json does not list yet. */
class Commit
{
public:
    Commit(const NodeServices &services, UpdateParts &parts, const BuiltGeneration &built,
           const JobContext &job)
        : m_services(services)
        , m_library(services.compose.library)
        , m_parts(parts)
        , m_id(parts.plan.install.id)
        , m_generation(built.generation)
        , m_job(job)
    { }

    Result<Install> commit();
    const QStringList &remarks() const { return m_remarks; }

private:
    Result<> place() const;
    Install future(const QString &layer = {}) const;
    Result<LayerOver> layer() const;
    Result<> placeLayer(const QString &layer);
    Result<Install> list(bool isCurrent) const;
    Result<> takeDatabase();

    const NodeServices &m_services;
    const Library &m_library;
    UpdateParts &m_parts;
    const InstallId m_id;
    Generation m_generation;
    const JobContext &m_job;
    QStringList m_remarks;
};

/** All of it is made in staging, so that only renames are left. */
Result<> Commit::place() const
{
    const QString from = m_parts.folder(m_generation.number);
    const QString to = m_library.generationFolder(m_id, m_generation.number);
    Result<> done = keepPristine(from, m_job);
    if (done)
        done = syncTree(m_parts.staging.path(), m_job);
    if (done)
        done = renameDurably(from, to, IfExists::Refuse, m_job);
    if (done)
        done =
            renameDurably(from + ".manifest"_L1, m_library.manifestFile(m_id, m_generation.number),
                          IfExists::Refuse, m_job);
    const QString pristine = pristineFolder(from);
    if (done && QFileInfo(pristine).isDir())
        done = renameDurably(pristine, pristineFolder(to), IfExists::Refuse, m_job);
    return done;
}

/** As if it were the current one already. */
Install Commit::future(const QString &layer) const
{
    Install future = m_parts.plan.install;
    future.generations += m_generation;
    future.generations.last().layer = layer;
    future.currentGeneration = m_generation.number;
    return future;
}

Result<LayerOver> Commit::layer() const
{
    m_job.report({.step = packLayerStep(), .done = 0, .total = -1, .unit = ProgressUnit::Items});
    return layerOver(m_services, future(), {.sourceBuilds = m_parts.request.sourceBuilds}, m_job);
}

/** Under Library::layersLock(), so that nobody sweeps the view before it is named. */
Result<> Commit::placeLayer(const QString &layer)
{
    if (layer.isEmpty())
        return {};
    const Result<PreparedView> clone = cloneLayer(m_library, layer, m_job);
    if (!clone)
        return clone.error();
    const int view = nextView(m_library, m_parts.plan.install);
    const Result<> placed = placeView(*clone, m_library.viewFolder(m_id, view), m_job);
    if (!placed)
        return placed;
    m_generation.layer = layer;
    m_generation.view = view;
    return {};
}

Result<> Commit::takeDatabase()
{
    const Result<Install> install = loadInstall(m_library, m_id);
    if (!install)
        return install.error();
    if (!needsDatabase(m_library, *install, m_generation.number))
        return {};
    if (!m_parts.plan.goesBack())
        return carryDatabase(m_library, *install, m_generation.number, m_job);
    m_remarks += Text::tr("An older ComfyUI does not read the database of a newer one: it begins "
                          "with an empty one.");
    return {};
}

Result<Install> Commit::list(bool isCurrent) const
{
    return updateInstall(m_library, m_id, [&](Install &install) {
        install.generations += m_generation;
        if (!isCurrent)
            return;
        makeCurrent(install, m_generation.number);
        if (const auto accelerator = m_parts.acceleratorAfter())
            followAccelerator(install.settings, m_parts.plan.before(), *accelerator);
    });
}

Result<Install> Commit::commit()
{
    if (const auto placed = place(); !placed)
        return placed.error();
    const Result<LayerOver> over = layer();
    if (!over)
        return over.error();
    m_remarks += over->remarks;
    if (const Result<> tried = passTestWorkflows(m_services, m_parts, future(over->id), m_job);
        !tried)
        return tried.error();
    const Result<> kept =
        keepState(m_services.keeper.get(), m_parts.plan.install, KeepReason::Generation, m_job);
    if (!kept)
        return kept.error();
    const Result<FileLock> session =
        FileLock::tryLock(m_library.sessionLock(m_id), Text::tr("switching to another ComfyUI"));
    if (!session && session.error().code != ErrorCode::Busy)
        return session.error();
    const Result<FileLock> layers = FileLock::lock(
        m_library.layersLock(),
        Text::tr("changing the layer of “%1”").arg(m_parts.plan.install.name), m_job);
    if (!layers)
        return layers.error();
    Result<> done = placeLayer(over->id);
    if (done && session)
        done = takeDatabase();
    return done ? list(bool(session)) : Result<Install>(done.error());
}

/** It is unpacked now, and can be had again. */
void dropArchive(const Library &library, const UpdateParts &parts, const JobContext &job)
{
    const bool isDropped = parts.archive && parts.archive->isDownloaded
        && parts.request.bundle->archive.archiveAfter == ArchiveAfter::Remove;
    if (!isDropped)
        return;
    for (const ArchiveVolume &volume : parts.archive->volumes)
        discardArchive(library, volume.sha256, job);
}

} // namespace

QString packLayerStep()
{
    return Text::tr("Packages of node packs");
}

Result<UpdateOutcome> commitGeneration(const NodeServices &services, UpdateParts &parts,
                                       const BuiltGeneration &built, const JobContext &job)
{
    const Library &library = services.compose.library;
    const InstallId id = parts.plan.install.id;
    const QJsonObject inputs = generationInputs(id, built.generation.number);
    auto journal = Journal(library.journal()).begin(generationOperation(), inputs);
    if (!journal)
        return journal.error();
    Commit commit(services, parts, built, job);
    const Result<Install> after = commit.commit();
    if (!after) {
        // Also after a cancel; what cannot be removed now is the next start's.
        if (const Result<bool> removed = recoverGeneration(library, inputs, {}); !removed) {
            job.log(removed.error().message);
            return after.error();
        }
    }
    if (const auto finished = journal->finish(); !finished)
        job.log(finished.error().message);
    if (const auto swept = sweepViews(library, id, job, OldViews::KeepLast); !swept)
        job.log(swept.error().message);
    if (!after)
        return after.error();
    return UpdateOutcome{.install = *after,
                         .before = parts.plan.install.currentGeneration,
                         .made = built.generation.number,
                         .method = built.python.method,
                         .bytes = built.python.bytes,
                         .remarks = commit.remarks()};
}

Result<UpdateOutcome> carryOut(const NodeServices &services, PreparedUpdate prepared,
                               const JobContext &job)
{
    UpdateParts &parts = prepared.parts();
    if (parts.plan.isEmpty())
        return UpdateOutcome{.install = parts.plan.install,
                             .before = parts.plan.install.currentGeneration,
                             .made = parts.plan.install.currentGeneration};
    if (!parts.plan.clashes.isEmpty())
        return clashing(parts.plan);
    const int number = nextNumber(services.compose.library, parts.plan.install);
    const Result<BuiltGeneration> built = buildGeneration(services, parts, number, job);
    Result<UpdateOutcome> outcome =
        built ? commitGeneration(services, parts, *built, job) : built.error();
    if (outcome)
        dropArchive(services.compose.library, parts, job);
    return outcome;
}

} // namespace portico
