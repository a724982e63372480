// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/addbundle.h"

#include "core/archive/unpack.h"
#include "core/installs/baselayerpath.h"
#include "core/installs/bundlelayout.h"
#include "core/installs/bundlereader.h"
#include "core/installs/checklibrary.h"
#include "core/installs/commitinstall.h"
#include "core/installs/obtainarchive.h"
#include "core/installs/runtimefacts.h"
#include "core/installs/seeddata.h"
#include "core/installs/steps.h"
#include "core/io/file.h"
#include "core/io/journal.h"
#include "core/io/stagingfolder.h"
#include "core/platform/fileerror.h"
#include "core/platform/host.h"
#include "core/python/interpretercheck.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AddBundle)
};

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes);
}

void begin(const JobContext &job, const QString &step)
{
    job.report({.step = step, .done = 0, .total = -1, .unit = ProgressUnit::Items});
}

/** What a step of the way hands to the next. */
struct Unpacked
{
    QString folder; ///< the generation in staging
    RecognisedLayout layout;
    qint64 bytes = 0;
};

/** A first look before any byte is written: unpacked it is never smaller than half of the archive,
 *  and unpackArchive compares the exact figure. */
Result<> checkSpace(const AddServices &services, const BundleArchive &archive,
                    const JobContext &job)
{
    const auto space = services.host.diskSpace(services.library.root());
    if (!space)
        return {};
    job.log(Text::tr("The archive has %1; %2 are free for unpacking it.")
                .arg(sizeText(archive.size()), sizeText(space->available)));
    if (space->available < archive.size() / 2)
        return diskFullError(services.library.root(), archive.size(), space->available);
    return {};
}

Result<Unpacked> unpack(const AddServices &services, const BundleArchive &archive,
                        const StagingDir &staging, const JobContext &job)
{
    Unpacked unpacked;
    unpacked.folder = staging.path() + u'/' + generationFolderName(1);
    const auto made = makeFolder(unpacked.folder);
    if (!made)
        return made.error();
    QStringList further;
    for (const ArchiveVolume &volume : archive.volumes.mid(1))
        further += volume.path;
    const auto summary = unpackArchive({.archive = archive.path(),
                                        .furtherVolumes = further,
                                        .destination = unpacked.folder,
                                        .manifestFile = unpacked.folder + ".manifest"_L1,
                                        .rulesFor = services.host.os(),
                                        .limits = {}},
                                       services.processes, inStep(job, unpackStep()));
    if (!summary)
        return summary.error();
    for (const QString &warning : summary->warnings)
        job.log(warning);
    if (!archive.isUnchanged()) {
        return Error{.code = ErrorCode::Corrupt,
                     .message = Text::tr("The file %1 changed while it was unpacked.")
                                    .arg(QDir::toNativeSeparators(archive.path())),
                     .nextStep = Text::tr("Wait until nothing writes it, then try again."),
                     .detail = {}};
    }
    unpacked.bytes = summary->bytes;
    job.log(Text::tr("Unpacked %n files, %1; with the archive %2 at most.", nullptr,
                     static_cast<int>(summary->files))
                .arg(sizeText(summary->bytes),
                     sizeText(summary->bytes + (archive.isDownloaded ? archive.size() : 0))));
    return unpacked;
}

Error notRelocatable()
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("This bundle has a virtual environment, which works only in the "
                                "place where it was made."),
            .nextStep = Text::tr("Unpack it yourself where it belongs and add it as an existing "
                                 "folder."),
            .detail = {}};
}

/** What is in it, whether it is for this computer, whether its Python runs; as a generation. */
Result<Generation> check(const AddServices &services, Unpacked &unpacked, const JobContext &job)
{
    const auto layout =
        recogniseLayout(unpacked.folder, services.host.os(), services.host.architecture());
    if (!layout)
        return layout.error();
    if (layout->layout == BundleLayout::Plain)
        return notRelocatable();
    unpacked.layout = *layout;
    const QString python = unpacked.folder + u'/' + layout->python;
    const auto interpreter = checkInterpreter(python, services.processes, job);
    if (!interpreter)
        return interpreter.error();
    const RuntimeFacts facts =
        readRuntimeFacts(unpacked.folder + u'/' + layout->comfyFolder, python, services.host.os());
    job.log(Text::tr("Recognised: %1, ComfyUI %2, Python %3, torch %4.")
                .arg(layoutName(layout->layout), facts.comfyVersion, interpreter->version,
                     facts.torchVersion.isEmpty() ? Text::tr("none") : facts.torchVersion));
    return Generation{.number = 1,
                      .layout = layout->layout,
                      .comfyFolder = layout->comfyFolder,
                      .python = layout->python,
                      .comfyVersion = facts.comfyVersion,
                      .pythonVersion = interpreter->version,
                      .torchVersion = facts.torchVersion,
                      .accelerator = facts.accelerator,
                      .origin = {},
                      .created = services.clock.now().toUTC()};
}

Result<Install> setUp(const AddServices &services, const AddRequest &request, Generation generation,
                      const Unpacked &unpacked, StagingDir &staging, const JobContext &job)
{
    const auto seeded = seedDataFolder(unpacked.folder + u'/' + generation.comfyFolder,
                                       staging.path() + "/data"_L1, job);
    if (!seeded)
        return seeded.error();
    const auto logs = makeFolder(staging.path() + "/logs"_L1);
    if (!logs)
        return logs.error();
    const QString contents = QDir::cleanPath(unpacked.folder + u'/' + unpacked.layout.root);
    const auto said = services.reader
        ? services.reader->read({.folder = staging.path(), .contents = contents}, generation,
                                inStep(job, setUpStep()))
        : Result<>();
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
    return commitInstall(services.library, staging, install, request.port, job);
}

Result<Install> buildInstall(const AddServices &services, const AddRequest &request,
                             const BundleSource &source, const BundleArchive &archive,
                             const JobContext &job)
{
    const auto hasSpace = checkSpace(services, archive, job);
    if (!hasSpace)
        return hasSpace.error();
    auto staging = StagingDir::create(services.library.staging(),
                                      Text::tr("unpacking %1").arg(source.fileName()));
    if (!staging)
        return staging.error();

    begin(job, unpackStep());
    auto unpacked = unpack(services, archive, *staging, job);
    if (!unpacked)
        return unpacked.error();

    begin(job, checkStep());
    auto generation = check(services, *unpacked, job);
    if (!generation)
        return generation.error();
    generation->origin = {.url = source.publicUrl(),
                          .sha256 = archive.sha256,
                          .isVerified = archive.isVerified,
                          .fileName = source.fileName()};

    begin(job, setUpStep());
    const auto layered =
        addLayerPath(unpacked->folder, *generation, services.host.os(), inStep(job, setUpStep()));
    if (!layered)
        return layered.error();
    return setUp(services, request, *generation, *unpacked, *staging, job);
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
