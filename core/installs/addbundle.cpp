// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/addbundle.h"

#include "core/installs/bundlereader.h"
#include "core/installs/checklibrary.h"
#include "core/installs/commitinstall.h"
#include "core/installs/seeddata.h"
#include "core/installs/steps.h"
#include "core/installs/unpackbundle.h"
#include "core/io/file.h"
#include "core/io/journal.h"
#include "core/io/stagingfolder.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AddBundle)
};

void begin(const JobContext &job, const QString &step)
{
    job.report({.step = step, .done = 0, .total = -1, .unit = ProgressUnit::Items});
}

Result<Install> setUp(const AddServices &services, const AddRequest &request, UnpackedBundle bundle,
                      StagingDir &staging, const JobContext &job)
{
    Generation &generation = bundle.generation;
    const QString folder = staging.path() + u'/' + generationFolderName(generation.number);
    const auto seeded =
        seedDataFolder(folder + u'/' + generation.comfyFolder, staging.path() + "/data"_L1, job);
    if (!seeded)
        return seeded.error();
    const auto logs = makeFolder(staging.path() + "/logs"_L1);
    if (!logs)
        return logs.error();
    const auto said = services.reader
        ? services.reader->read({.folder = staging.path(), .contents = bundle.contents}, generation,
                                inStep(job, setUpStep()))
        : BundleSaid();
    if (!said)
        return said.error();
    Install install;
    install.name = request.name.simplified();
    if (install.name.isEmpty())
        install.name = suggestedName(request.source);
    install.currentGeneration = generation.number;
    install.generations = {generation};
    install.created = generation.created;
    install.settings = request.settings;
    if (install.settings.arguments.isEmpty())
        install.settings.arguments = said->arguments;
    return commitInstall(services.library, staging, install, request.port, job);
}

Result<Install> buildInstall(const AddServices &services, const AddRequest &request,
                             const BundleSource &source, const BundleArchive &archive,
                             const JobContext &job)
{
    auto staging = StagingDir::create(services.library.staging(),
                                      Text::tr("unpacking %1").arg(source.fileName()));
    if (!staging)
        return staging.error();
    const QString folder = staging->path() + u'/' + generationFolderName(1);
    Result<UnpackedBundle> bundle = unpackBundle(services, source, archive, folder, job);
    if (!bundle)
        return bundle.error();
    return setUp(services, request, std::move(*bundle), *staging, job);
}

void dropArchive(const AddServices &services, const BundleArchive &archive, const JobContext &job)
{
    for (const ArchiveVolume &volume : archive.volumes)
        discardArchive(services.library, volume.sha256, job);
}

void sayHash(const BundleArchive &archive, const JobContext &job)
{
    job.log(archive.isVerified
                ? Text::tr("The SHA-256 is the published one: %1.").arg(archive.sha256.toHex())
                : Text::tr("Not verified: no published SHA-256 is known. This one has %1.")
                      .arg(archive.sha256.toHex()));
}

} // namespace

Result<Install> addBundle(const AddServices &services, const AddRequest &request,
                          const JobContext &job)
{
    const auto source = bundleSource(request.source);
    if (!source)
        return source.error();
    job.announce(addSteps());
    const auto library = checkLibrary(services.library, services.host);
    if (!library)
        return library.error();
    auto journal =
        Journal(services.library.journal())
            .begin(u"add"_s,
                   {{u"source"_s, source->publicUrl().toString()}, {u"name"_s, request.name}});
    if (!journal)
        return journal.error();

    begin(job, source->isLocal() ? verifyStep() : downloadStep());
    const auto archive = obtainArchive(services, request, *source, job);
    Result<Install> install = archive ? Result<Install>(Install{}) : archive.error();
    if (archive) {
        begin(job, verifyStep());
        sayHash(*archive, job);
        install = buildInstall(services, request, *source, *archive, job);
    }
    // Staging is gone or committed by now: there is nothing left that a later start had to undo.
    const auto finished = journal->finish();
    if (!finished)
        job.log(finished.error().message);
    if (install && archive->isDownloaded && request.archiveAfter == ArchiveAfter::Remove)
        dropArchive(services, *archive, job);
    return install;
}

} // namespace portico
