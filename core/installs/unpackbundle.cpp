// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/unpackbundle.h"

#include "core/archive/unpack.h"
#include "core/base/sizes.h"
#include "core/installs/baselayerpath.h"
#include "core/installs/bundlelayout.h"
#include "core/installs/runtimefacts.h"
#include "core/installs/steps.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/io/treemanifest.h"
#include "core/platform/fileerror.h"
#include "core/platform/host.h"
#include "core/python/interpretercheck.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text // the words of addBundle(), whoever unpacks
{
    Q_DECLARE_TR_FUNCTIONS(portico::AddBundle)
};

void begin(const JobContext &job, const QString &step)
{
    job.report({.step = step, .done = 0, .total = -1, .unit = ProgressUnit::Items});
}

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

/** With its manifest beside it. */
Result<> unpack(const AddServices &services, const BundleArchive &archive, const QString &folder,
                const JobContext &job)
{
    const auto made = makeFolder(folder);
    if (!made)
        return made.error();
    QStringList further;
    for (const ArchiveVolume &volume : archive.volumes.mid(1))
        further += volume.path;
    const auto summary = unpackArchive({.archive = archive.path(),
                                        .furtherVolumes = further,
                                        .destination = folder,
                                        .manifestFile = folder + ".manifest"_L1,
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
    job.log(Text::tr("Unpacked %n files, %1; with the archive %2 at most.", nullptr,
                     static_cast<int>(summary->files))
                .arg(sizeText(summary->bytes),
                     sizeText(summary->bytes + (archive.isDownloaded ? archive.size() : 0))));
    return {};
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

/** What is in it, whether it is for this computer, whether its Python runs. */
Result<UnpackedBundle> check(const AddServices &services, const QString &folder,
                             const JobContext &job)
{
    const auto layout = recogniseLayout(folder, services.host.os(), services.host.architecture());
    if (!layout)
        return layout.error();
    if (layout->layout == BundleLayout::Plain)
        return notRelocatable();
    const QString python = folder + u'/' + layout->python;
    const auto interpreter = checkInterpreter(python, services.processes, job);
    if (!interpreter)
        return interpreter.error();
    const RuntimeFacts facts =
        readRuntimeFacts(folder + u'/' + layout->comfyFolder, python, services.host.os());
    job.log(Text::tr("Recognised: %1, ComfyUI %2, Python %3, torch %4.")
                .arg(layoutName(layout->layout), facts.comfyVersion, interpreter->version,
                     facts.torchVersion.isEmpty() ? Text::tr("none") : facts.torchVersion));
    return UnpackedBundle{.generation = {.number = 1,
                                         .layout = layout->layout,
                                         .comfyFolder = layout->comfyFolder,
                                         .python = layout->python,
                                         .comfyVersion = facts.comfyVersion,
                                         .pythonVersion = interpreter->version,
                                         .torchVersion = facts.torchVersion,
                                         .accelerator = facts.accelerator,
                                         .origin = {},
                                         .created = services.clock.now().toUTC()},
                          .contents = QDir::cleanPath(folder + u'/' + layout->root)};
}

/** What lies in `folder`, with how Python finds a layer put in. */
Result<UnpackedBundle> takeUp(const AddServices &services, const QString &folder,
                              const BundleOrigin &origin, const JobContext &job)
{
    begin(job, checkStep());
    Result<UnpackedBundle> bundle = check(services, folder, job);
    if (!bundle)
        return bundle;
    bundle->generation.origin = origin;
    begin(job, setUpStep());
    const auto layered =
        addLayerPath(folder, bundle->generation, services.host.os(), inStep(job, setUpStep()));
    return layered ? bundle : layered.error();
}

} // namespace

Result<UnpackedBundle> unpackBundle(const AddServices &services, const BundleSource &source,
                                    const BundleArchive &archive, const QString &folder,
                                    const JobContext &job)
{
    if (const auto hasSpace = checkSpace(services, archive, job); !hasSpace)
        return hasSpace.error();
    begin(job, unpackStep());
    if (const auto unpacked = unpack(services, archive, folder, job); !unpacked)
        return unpacked.error();
    return takeUp(services, folder,
                  {.url = source.publicUrl(),
                   .sha256 = archive.sha256,
                   .isVerified = archive.isVerified,
                   .fileName = source.fileName()},
                  job);
}

Result<UnpackedBundle> copyBundle(const AddServices &services, const BundleSource &source,
                                  const QString &folder, const JobContext &job)
{
    begin(job, unpackStep());
    const auto copied = cloneTree({.from = source.localPath,
                                   .to = folder,
                                   .sharing = Sharing::Reflink,
                                   .wants = {},
                                   .step = unpackStep()},
                                  job);
    if (!copied)
        return copied.error();
    const auto entries = describeTree(folder, inStep(job, unpackStep()));
    const auto written = entries
        ? writeFileAtomically(folder + ".manifest"_L1, manifestToBytes(*entries))
        : Result<>(entries.error());
    if (!written)
        return written.error();
    job.log(Text::tr("Not verified: a folder has no published SHA-256."));
    return takeUp(services, folder,
                  {.url = source.publicUrl(),
                   .sha256 = {},
                   .isVerified = false,
                   .fileName = source.fileName()},
                  job);
}

} // namespace portico
