// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/bundlesource.h"

#include "core/bundles/addedbundle.h"
#include "core/bundles/launchscripts.h"
#include "core/installs/composerecord.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/installs/runtimefacts.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/io/treemanifest.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packstate.h"
#include "core/python/layer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BundleSource)
};

constexpr qint64 kMostManifest = 256LL << 20;

Error notExported(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Unsupported, .message = message, .nextStep = nextStep, .detail = {}};
}

/** The folder that is wholly this Python's. */
QString pythonFolderOf(const QString &interpreter)
{
    const QFileInfo file(interpreter);
    const QString name = file.dir().dirName();
    const bool isBelow = name == "bin"_L1 || name == "Scripts"_L1;
    return isBelow ? QDir::cleanPath(file.path() + "/.."_L1) : file.path();
}

Result<QList<NodePack>> enabledPacks(const Library &library, const Install &install,
                                     const JobContext &job)
{
    Result<QList<NodePack>> packs = readNodePacks(library, install, job);
    if (packs)
        packs->removeIf([](const NodePack &pack) { return !pack.isEnabled; });
    return packs;
}

/** Reads one manifest into paths of the bundle; `place` answers an empty path for what is not in
 *  it. */
Result<> readPromised(const QString &manifest, const std::function<QString(const QString &)> &place,
                      BundledFiles &files)
{
    const Result<QByteArray> bytes = readFile(manifest, kMostManifest);
    if (!bytes)
        return bytes.error();
    const Result<QList<ManifestEntry>> entries = manifestFromBytes(*bytes);
    if (!entries)
        return entries.error();
    for (const ManifestEntry &entry : *entries) {
        const QString path =
            entry.kind == ManifestEntry::Kind::File ? place(entry.path) : QString();
        if (!path.isEmpty() && !files.contains(path))
            files.insert(path, {.sha256 = entry.sha256, .size = entry.size});
    }
    return {};
}

/** A folder of the computer where it was made tells nobody anything. */
QUrl publicOrigin(const QUrl &origin)
{
    return origin.scheme().startsWith("http"_L1) ? origin : QUrl();
}

/** Where ComfyUI came from, as the bundle says that this install was made of. */
void takeOver(const BundleRecord &added, BundleRecord &record)
{
    record.packages = added.packages;
    if (added.comfyVersion != record.comfyVersion || !record.comfyCommit.isEmpty())
        return;
    record.comfyRepository = added.comfyRepository;
    record.comfyCommit = added.comfyCommit;
}

} // namespace

QString BundleParts::contents() const
{
    return QFileInfo(comfyFolder).path();
}

Result<BundleParts> findBundleParts(const Library &library, const Install &install, Os os,
                                    const JobContext &job)
{
    if (install.isAdopted())
        return notExported(
            Text::tr("“%1” is a folder of your own, which Portico only starts.").arg(install.name),
            Text::tr(
                "Make an install by “Compose”, with the same node packs, and a bundle of it."));
    const Generation *generation = install.generation();
    if (!generation)
        return Error{
            .code = ErrorCode::NotFound,
            .message = Text::tr("“%1” has no ComfyUI and no Python that a bundle could be made of.")
                           .arg(install.name),
            .nextStep = Text::tr("Repair it first."),
            .detail = {}};
    const QString runtime = library.runtimeFolder(install);
    const QString interpreter = runtime + u'/' + generation->python;
    BundleParts source{.pythonFolder = pythonFolderOf(interpreter),
                       .python = {},
                       .sitePackages = {},
                       .comfyFolder = runtime + u'/' + generation->comfyFolder,
                       .runtime = runtime,
                       .manifest = library.manifestFile(install.id, install.currentGeneration),
                       .layer = {}};
    const QDir python(source.pythonFolder);
    source.python = python.relativeFilePath(interpreter);
    if (QFileInfo::exists(python.filePath(u"pyvenv.cfg"_s)))
        return notExported(Text::tr("The Python of “%1” is a virtual environment: it needs the "
                                    "Python of this computer and runs on no other.")
                               .arg(install.name),
                           Text::tr("Compose the install with Portico's own Python."));
    const RuntimeFacts facts = readRuntimeFacts(source.comfyFolder, interpreter, os);
    if (facts.sitePackages.isEmpty())
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("The Python of “%1” has no packages.").arg(install.name),
                     .nextStep = Text::tr("Repair it first."),
                     .detail = interpreter};
    source.sitePackages =
        python.relativeFilePath(ownSitePackages(facts.sitePackages, generation->pythonVersion));
    if (!generation->layer.isEmpty())
        source.layer = library.layerFolder(generation->layer);
    const Result<QList<NodePack>> packs = enabledPacks(library, install, job);
    if (!packs)
        return packs.error();
    source.packs = *packs;
    return source;
}

Result<BundleRecord> describeSource(const BundleParts &source, const Generation &generation,
                                    const Library &library, const Install &install,
                                    const JobContext &job)
{
    const Result<QList<PackState>> states = readPackStates(library, install, source.packs, job);
    if (!states)
        return states.error();
    BundleRecord record{.comfyVersion = generation.comfyVersion,
                        .pythonVersion = generation.pythonVersion,
                        .torchVersion = generation.torchVersion,
                        .accelerator = generation.accelerator};
    record.comfyCommit =
        readRuntimeFacts(source.comfyFolder, source.pythonFolder + u'/' + source.python, Os::Linux)
            .comfyCommit;
    const auto added = readAddedBundle(source.contents());
    if (added && *added)
        takeOver(**added, record);
    const auto composed = readComposeRecord(source.runtime);
    if (composed && composed->repository.startsWith("http"_L1))
        record.comfyRepository = composed->repository;
    if (composed && !composed->pythonVersion.isEmpty())
        record.pythonVersion = composed->pythonVersion; // "3.12.10", where a folder tells "3.12"
    for (qsizetype i = 0; i < source.packs.size(); ++i) {
        const NodePack &pack = source.packs[i];
        const PackState &state = (*states)[i];
        const bool isEdited =
            state.isChanged.value_or(false) || (state.git && state.git->isDirty());
        record.packs += BundledPack{.name = pack.name,
                                    .version = pack.version,
                                    .commit = pack.commit,
                                    .registryId = pack.registryId,
                                    .origin = publicOrigin(pack.origin),
                                    .isChanged = isEdited};
    }
    if (source.layer.isEmpty())
        return record;
    const Result<Layer> layer = readLayer(source.layer);
    if (!layer)
        return layer.error();
    for (const LockedPackage &package : layer->lock.packages)
        record.packages += package.name + "=="_L1 + package.version;
    record.packages.sort();
    record.packages.removeDuplicates();
    return record;
}

Result<BundledFiles> promisedContent(const BundleParts &source)
{
    BundledFiles files;
    const QDir runtime(source.runtime);
    const QString python = runtime.relativeFilePath(source.pythonFolder) + u'/';
    const QString comfy = runtime.relativeFilePath(source.comfyFolder) + u'/';
    const auto ofBase = [&](const QString &path) -> QString {
        if (path.startsWith(python))
            return kBundlePython + u'/' + path.mid(python.size());
        if (path.startsWith(comfy))
            return kBundleComfy + u'/' + path.mid(comfy.size());
        return {};
    };
    const Result<> base = readPromised(source.manifest, ofBase, files);
    if (!base || source.layer.isEmpty())
        return base ? Result<BundledFiles>(files) : base.error();
    const QString site = kBundlePython + u'/' + source.sitePackages + u'/';
    const QString inLayer = QFileInfo(layerSite(source.layer)).fileName() + u'/';
    const auto ofLayer = [&](const QString &path) {
        return path.startsWith(inLayer) ? site + path.mid(inLayer.size()) : QString();
    };
    const Result<> layer = readPromised(layerManifest(source.layer), ofLayer, files);
    return layer ? Result<BundledFiles>(files) : layer.error();
}

Result<FileHashes> promisedFiles(const BundleParts &source)
{
    const Result<BundledFiles> content = promisedContent(source);
    if (!content)
        return content.error();
    FileHashes files;
    for (auto it = content->cbegin(); it != content->cend(); ++it)
        files.insert(it.key(), it->sha256);
    return files;
}

Result<BundledFiles> packContent(const BundleParts &source, const JobContext &job)
{
    BundledFiles files;
    for (const NodePack &pack : source.packs) {
        const QFileInfo place(pack.folder);
        const QString path = kBundleComfy + "/custom_nodes/"_L1 + place.fileName();
        if (pack.kind == PackKind::File) {
            const Result<Sha256> sha256 = hashFile(pack.folder, job);
            if (!sha256)
                return sha256.error();
            files.insert(path, {.sha256 = *sha256, .size = place.size()});
            continue;
        }
        const Result<QList<ManifestEntry>> entries = describeTree(pack.folder, job);
        if (!entries)
            return entries.error();
        for (const ManifestEntry &entry : *entries) {
            if (entry.kind == ManifestEntry::Kind::File)
                files.insert(path + u'/' + entry.path,
                             {.sha256 = entry.sha256, .size = entry.size});
        }
    }
    return files;
}

} // namespace portico
