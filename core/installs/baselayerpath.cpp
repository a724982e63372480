// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/baselayerpath.h"

#include "core/installs/installfile.h"
#include "core/installs/runtimefacts.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/journal.h"
#include "core/io/sha256.h"
#include "core/io/treemanifest.h"
#include "core/platform/hostos.h"
#include "core/platform/treewalk.h"
#include "core/python/layerpath.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BaseLayerPath)
};

constexpr qint64 kMostManifest = 256LL << 20;

/** A generation on disk, in staging or in its place. */
struct Base
{
    QString folder;
    QString python;
    QString sitePackages; ///< empty: not found
};

Base baseOf(const QString &folder, const Generation &generation, Os os)
{
    const QDir runtime(folder);
    Base base{.folder = folder,
              .python = runtime.absoluteFilePath(generation.python),
              .sitePackages = {}};
    const RuntimeFacts facts =
        readRuntimeFacts(runtime.absoluteFilePath(generation.comfyFolder), base.python, os);
    if (!facts.sitePackages.isEmpty())
        base.sitePackages = ownSitePackages(facts.sitePackages,
                                            facts.pythonVersion.isEmpty() ? generation.pythonVersion
                                                                          : facts.pythonVersion);
    return base;
}

Error hasNoPackages(const Base &base)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("The Python %1 has no folder for packages.")
                           .arg(QDir::toNativeSeparators(base.python)),
            .nextStep = Text::tr("Repair the install, or install it again."),
            .detail = {}};
}

/** The file as a manifest tells it. */
Result<ManifestEntry> describe(const Base &base, const JobContext &job)
{
    ManifestEntry described;
    const auto visit = [&](const TreeEntry &entry) -> Result<Visit> {
        if (entry.path != layerPathFile())
            return Visit::SkipContent;
        described = {.path =
                         QDir(base.folder).relativeFilePath(base.sitePackages + u'/' + entry.path),
                     .kind = ManifestEntry::Kind::File,
                     .size = entry.size,
                     .mode = entry.mode,
                     .sha256 = sha256Of(layerPathLine()),
                     .linkTarget = {},
                     .mtimeNs = entry.mtimeNs,
                     .inode = entry.inode};
        return Visit::SkipContent;
    };
    const Result<> walked = walkTree(base.sitePackages, visit, job);
    return walked ? Result<ManifestEntry>(described) : Result<ManifestEntry>(walked.error());
}

Result<> recordIn(const QString &manifest, const Base &base, const JobContext &job)
{
    if (!QFileInfo::exists(manifest))
        return {};
    const Result<QByteArray> bytes = readFile(manifest, kMostManifest);
    if (!bytes)
        return bytes.error();
    Result<QList<ManifestEntry>> entries = manifestFromBytes(*bytes);
    if (!entries)
        return entries.error();
    const Result<ManifestEntry> entry = describe(base, job);
    if (!entry)
        return entry.error();
    entries->removeIf([&](const ManifestEntry &each) { return each.path == entry->path; });
    *entries += *entry;
    const QByteArray written = manifestToBytes(std::move(*entries));
    return written == *bytes ? Result<>() : writeFileAtomically(manifest, written);
}

Result<> writeBoth(const Base &base, const QString &manifest, const JobContext &job)
{
    if (base.sitePackages.isEmpty())
        return hasNoPackages(base);
    const Result<> written = writeLayerPath(base.sitePackages, base.python);
    return written ? recordIn(manifest, base, job) : written;
}

} // namespace

QString layerPathOperation()
{
    return u"layer-path"_s;
}

Result<> addLayerPath(const QString &generationFolder, const Generation &generation, Os os,
                      const JobContext &job)
{
    const Base base = baseOf(generationFolder, generation, os);
    const Result<> written = writeBoth(base, generationFolder + ".manifest"_L1, job);
    if (written)
        return written;
    const ErrorCode code = written.error().code;
    if (code != ErrorCode::Unsupported && code != ErrorCode::NotFound)
        return written;
    job.log(written.error().message); // it starts, but can have no layer
    return {};
}

Result<> ensureLayerPath(const Library &library, const Install &install, const JobContext &job)
{
    const Generation *generation = install.generation();
    const Base base = baseOf(library.runtimeFolder(install), *generation, hostOs());
    if (hasLayerPath(base.sitePackages) && readsPathFiles(base.python))
        return {};
    auto journal = Journal(library.journal())
                       .begin(layerPathOperation(), {{u"install"_s, install.id.toString()}});
    if (!journal)
        return journal.error();
    const Result<> written =
        writeBoth(base, library.manifestFile(install.id, install.currentGeneration), job);
    // Where it failed, too: either the file was not written, or all but the manifest was.
    if (written || !hasLayerPath(base.sitePackages)) {
        const Result<> finished = journal->finish();
        if (!finished)
            job.log(finished.error().message);
    }
    return written;
}

Result<> recoverLayerPath(const Library &library, const InstallId &id, const JobContext &job)
{
    const Result<Install> install = loadInstall(library, id);
    if (!install || install->isAdopted())
        return {}; // it is gone, and the file with it
    const Base base = baseOf(library.runtimeFolder(*install), *install->generation(), hostOs());
    sweepAtomicWrites(base.sitePackages, layerPathFile());
    if (!hasLayerPath(base.sitePackages))
        return {}; // nothing had happened
    return recordIn(library.manifestFile(id, install->currentGeneration), base, job);
}

} // namespace portico
