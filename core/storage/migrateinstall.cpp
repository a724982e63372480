// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/storage/migrateinstall.h"

#include "core/installs/baselayerpath.h"
#include "core/installs/checklibrary.h"
#include "core/installs/commitinstall.h"
#include "core/installs/runtimefacts.h"
#include "core/installs/starttest.h"
#include "core/installs/steps.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/io/treemanifest.h"
#include "core/nodes/packrecords.h"
#include "core/platform/host.h"
#include "core/storage/copyparts.h"
#include "core/storage/migrateparts.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::MigrateInstall)
};

Error isAtWork(const QString &name, const Error &cause)
{
    if (cause.code != ErrorCode::Busy)
        return cause;
    return {.code = ErrorCode::Busy,
            .message =
                Text::tr("“%1” is running or being changed and cannot be migrated now.").arg(name),
            .nextStep = Text::tr("Stop it, then migrate it."),
            .detail = cause.message};
}

void begin(const Migration &work, const QString &step)
{
    work.job.report({.step = step, .done = 0, .total = -1, .unit = ProgressUnit::Items});
}

Generation describe(const Migration &work, const QString &python)
{
    Generation generation = *work.plan.install.generation();
    generation.number = 1;
    if (work.plan.way == MigratedPython::Packages)
        generation.layout = BundleLayout::Plain;
    generation.comfyFolder = migratedPlaces(work.plan).comfyFolder;
    generation.python = python;
    generation.layer.clear();
    generation.view = 0;
    generation.isPinned = false;
    generation.created = work.services.clock.now().toUTC();
    const QDir folder(work.generation());
    const RuntimeFacts facts = readRuntimeFacts(folder.filePath(generation.comfyFolder),
                                                folder.filePath(python), work.services.host.os());
    generation.torchVersion = facts.torchVersion;
    generation.accelerator = facts.accelerator;
    return generation;
}

Result<> startOnce(const Migration &work, const Generation &generation)
{
    const QString scratch = work.target + "/start-test"_L1;
    const QDir folder(work.generation());
    Result<> done = makeFolder(scratch);
    if (done)
        done =
            testStart(folder.filePath(generation.comfyFolder), folder.filePath(generation.python),
                      scratch, work.services.processes, inStep(work.job, checkStep()));
    if (!done)
        return done;
    return removeTree(scratch, work.job);
}

Result<> finish(const Migration &work, const Generation &generation)
{
    const JobContext job = inStep(work.job, setUpStep());
    Result<> done = addLayerPath(work.generation(), generation, work.services.host.os(), job);
    if (!done)
        return done;
    const Result<QList<ManifestEntry>> entries = describeTree(work.generation(), job);
    if (!entries)
        return entries.error();
    done = writeFileAtomically(work.generation() + ".manifest"_L1, manifestToBytes(*entries));
    return done ? makeFolder(work.target + "/logs"_L1) : done;
}

Result<Generation> build(const Migration &work)
{
    begin(work, migrateStep());
    const Result<> made = makeFolder(work.generation());
    if (!made)
        return made.error();
    const Result<QString> python = migratePython(work);
    if (!python)
        return python.error();
    Result<> done = migrateCode(work);
    if (!done)
        return done.error();
    const Generation generation = describe(work, *python);
    begin(work, checkStep());
    done = startOnce(work, generation);
    begin(work, setUpStep());
    if (done)
        done = migrateData(work);
    if (done)
        done = finish(work, generation);
    return done ? Result<Generation>(generation) : done.error();
}

Install recordOf(const MigrationPlan &plan, const Generation &generation, const QString &name)
{
    Install install = plan.install;
    install.name = name;
    install.adoptedFolder.clear();
    install.created = generation.created;
    install.lastStart = {};
    install.currentGeneration = generation.number;
    install.generations = {generation};
    install.settings.modelFolders = plan.modelFolders;
    return install;
}

} // namespace

QString migrateStep()
{
    return Text::tr("Take over");
}

QStringList migrationSteps()
{
    return {migrateStep(), checkStep(), setUpStep()};
}

MigratedPlaces migratedPlaces(const MigrationPlan &plan)
{
    const Generation &current = *plan.install.generation();
    const QDir folder(plan.install.adoptedFolder);
    MigratedPlaces places{.comfyFolder = current.comfyFolder,
                          .pythonFolder = folder.relativeFilePath(plan.pythonFolder),
                          .python = current.python};
    if (current.layout == BundleLayout::Plain || plan.way == MigratedPython::Packages) {
        places = {.comfyFolder = u"ComfyUI"_s, .pythonFolder = u"python"_s, .python = {}};
        if (plan.way == MigratedPython::Whole)
            places.python = "python/"_L1 + QDir(plan.pythonFolder).relativeFilePath(plan.python);
    }
    return places;
}

Result<Install> migrateInstall(const ComposeServices &services, const MigrateRequest &request,
                               const JobContext &job)
{
    job.announce(migrationSteps());
    const Library &library = services.library;
    const Result<> usable = checkLibrary(library, services.host);
    if (!usable)
        return usable.error();
    const Result<MigrationPlan> first = planMigration(services, request.id, job);
    if (!first)
        return first.error();
    const QString what = Text::tr("migrating “%1”").arg(first->install.name);
    const Result<FileLock> session = FileLock::tryLock(library.sessionLock(request.id), what);
    if (!session)
        return isAtWork(first->install.name, session.error());
    const Result<FileLock> packs = FileLock::tryLock(packsLock(library, request.id), what);
    if (!packs)
        return isAtWork(first->install.name, packs.error());
    Result<StagingDir> staging = StagingDir::create(library.staging(), what);
    if (!staging)
        return staging.error();
    const Result<Generation> generation =
        build({.services = services, .plan = *first, .target = staging->path(), .job = job});
    if (!generation)
        return generation.error();
    const QString wanted = request.name.simplified();
    const QString name = wanted.isEmpty()
        ? unusedName(
            library,
            Text::tr("%1 in the library", "name of a migrated install").arg(first->install.name))
        : wanted;
    return commitInstall(library, *staging, recordOf(*first, *generation, name), request.port, job);
}

} // namespace portico
