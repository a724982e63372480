// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/drift.h"

#include "core/installs/datalayout.h"
#include "core/installs/pristine.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/treemanifest.h"
#include "core/python/layer.h"
#include "core/python/layerpath.h"
#include "core/python/torchfamily.h"
#include "core/repair/comparetree.h"
#include "core/repair/driftgroups.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Drift)
};

constexpr qint64 kMostManifest = 1LL << 30;
constexpr qsizetype kMostNamed = 200; ///< files in JSON

/** Folders of ComfyUI's own where a person's files may lie although Portico gives it others. */
constexpr std::array kPersonal{
    "models"_L1, "custom_nodes"_L1,       "input"_L1, "output"_L1, "temp"_L1,
    "user"_L1,   "web_custom_versions"_L1};

struct Looked
{
    std::optional<DriftedTree> tree;
    qsizetype files = 0;
};

/** The next look should be quick again. It is a cache: what cannot be written is left. */
void refreshManifest(const QString &file, const QByteArray &bytes,
                     const QHash<QString, FreshStamp> &touched, const JobContext &job)
{
    if (touched.isEmpty())
        return;
    Result<QList<ManifestEntry>> entries = manifestFromBytes(bytes);
    if (!entries)
        return;
    for (ManifestEntry &entry : *entries) {
        if (const auto fresh = touched.constFind(entry.path); fresh != touched.constEnd()) {
            entry.mtimeNs = fresh->mtimeNs;
            entry.inode = fresh->inode;
        }
    }
    const Result<> written = writeFileAtomically(file, manifestToBytes(*entries));
    if (!written)
        job.log(written.error().message);
}

Error noGeneration(const Install &install)
{
    return {.code = ErrorCode::NotFound,
            .message =
                Text::tr("“%1” has no generation that could be looked at.").arg(install.name),
            .nextStep = Text::tr("Install it again; its models and pictures stay."),
            .detail = {}};
}

/** Whether a new file is no drift: Portico's own line for layers, a person's files. */
bool mayBeAdded(QByteArrayView path, const QString &folder, const QByteArray &comfyFolder)
{
    if (path.endsWith('/' + layerPathFile().toUtf8()))
        return hasLayerPath(QFileInfo(folder + u'/' + QString::fromUtf8(path)).path());
    if (!path.startsWith(comfyFolder))
        return false;
    const QByteArrayView inside = path.sliced(comfyFolder.size());
    return std::any_of(kPersonal.begin(), kPersonal.end(), [&inside](QLatin1StringView name) {
        return inside.startsWith(QByteArrayView(name)) && inside.size() > name.size()
            && inside.at(name.size()) == '/';
    });
}

/** "python" of "python/bin/python3" and of "python/python.exe". */
QString prefixOf(const QString &python)
{
    const QString folder = python.section(u'/', 0, -2);
    return folder.endsWith("/bin"_L1) ? folder.chopped(4) : folder;
}

Result<Looked> lookAtBase(const Library &library, const Install &install, const JobContext &job)
{
    const Generation &generation = *install.generation();
    const QString folder = library.generationFolder(install.id, generation.number);
    const QString manifest = library.manifestFile(install.id, generation.number);
    const Result<QByteArray> bytes = readFile(manifest, kMostManifest);
    if (!bytes)
        return bytes.error();
    const QByteArray comfy = generation.comfyFolder.toUtf8() + '/';
    Result<TreeComparison> comparison = compareTree(
        {.folder = folder,
         .manifest = *bytes,
         .inodes = Inodes::Compare,
         .mayBeAdded = [&](QByteArrayView path) { return mayBeAdded(path, folder, comfy); },
         .elsewhere = linkedFolders(library, install)},
        job);
    if (!comparison)
        return comparison.error();
    refreshManifest(manifest, *bytes, comparison->touched, job);
    Looked looked{.tree = {}, .files = comparison->looked};
    if (comparison->files.isEmpty())
        return looked;
    // First: it tells each file which group it belongs to.
    const QList<DriftGroup> groups = groupDrift(comparison->files,
                                                {.folder = folder,
                                                 .pristine = pristineFolder(folder),
                                                 .comfyFolder = generation.comfyFolder,
                                                 .pythonFolder = prefixOf(generation.python)});
    looked.tree = DriftedTree{.place = DriftedTree::Place::Base,
                              .folder = folder,
                              .manifest = manifest,
                              .files = comparison->files,
                              .groups = groups};
    return looked;
}

/** A view without its layer is the layer's trouble: planRepair() finds it. */
Result<Looked> lookAtView(const Library &library, const Install &install, const JobContext &job)
{
    const QString view = library.viewFolder(install);
    if (view.isEmpty())
        return Looked{};
    const QString layer = library.layerFolder(install.generation()->layer);
    const Result<QByteArray> bytes = readFile(layerManifest(layer), kMostManifest);
    if (!bytes)
        return Looked{};
    Result<TreeComparison> comparison =
        compareTree({.folder = view,
                     .manifest = *bytes,
                     .inodes = Inodes::Ignore,
                     .mayBeAdded = [](QByteArrayView path) { return path == "manifest"; }},
                    job);
    if (!comparison)
        return comparison.error();
    Looked looked{.tree = {}, .files = comparison->looked};
    if (comparison->files.isEmpty())
        return looked;
    const QList<DriftGroup> groups =
        groupDrift(comparison->files, {.folder = view, .pristine = layer, .isLayer = true});
    looked.tree = DriftedTree{.place = DriftedTree::Place::View,
                              .folder = view,
                              .manifest = layerManifest(layer),
                              .files = comparison->files,
                              .groups = groups};
    return looked;
}

QJsonObject groupJson(const DriftGroup &group)
{
    constexpr std::array kinds{"package"_L1, "python"_L1, "program"_L1, "other"_L1};
    return {{u"kind"_s, kinds.at(static_cast<size_t>(group.kind))},
            {u"name"_s, group.name},
            {u"before"_s, group.before},
            {u"now"_s, group.now},
            {u"changed"_s, group.changed},
            {u"added"_s, group.added},
            {u"removed"_s, group.removed},
            {u"bytes"_s, group.bytes}};
}

QJsonObject treeJson(const DriftedTree &tree)
{
    constexpr std::array changes{"changed"_L1, "added"_L1, "removed"_L1};
    QJsonArray groups;
    for (const DriftGroup &group : tree.groups)
        groups.append(groupJson(group));
    QJsonArray files;
    for (const DriftedFile &file : tree.files.first(qMin(kMostNamed, tree.files.size())))
        files.append(QJsonObject{{u"path"_s, file.path},
                                 {u"change"_s, changes.at(static_cast<size_t>(file.change))}});
    return {{u"place"_s, tree.place == DriftedTree::Place::Base ? u"base"_s : u"view"_s},
            {u"folder"_s, tree.folder},
            {u"count"_s, tree.files.size()},
            {u"groups"_s, groups},
            {u"files"_s, files}};
}

} // namespace

const DriftedTree *Drift::find(DriftedTree::Place place) const
{
    for (const DriftedTree &tree : trees) {
        if (tree.place == place)
            return &tree;
    }
    return nullptr;
}

QList<DriftGroup> Drift::groups() const
{
    QList<DriftGroup> groups;
    for (const DriftedTree &tree : trees)
        groups += tree.groups;
    return groups;
}

QStringList Drift::addedPackages() const
{
    QStringList packages;
    for (const DriftGroup &group : groups()) {
        if (group.kind == DriftGroup::Kind::Package && group.isNew()
            && !isOfTorchFamily(group.name))
            packages += group.name + "=="_L1 + group.now;
    }
    packages.sort();
    packages.removeDuplicates();
    return packages;
}

QJsonObject toJson(const Drift &drift)
{
    QJsonArray trees;
    for (const DriftedTree &tree : drift.trees)
        trees.append(treeJson(tree));
    return {{u"id"_s, drift.install.toString()},
            {u"isTracked"_s, drift.isTracked},
            {u"isClean"_s, drift.isClean()},
            {u"looked"_s, drift.files},
            {u"addedPackages"_s, QJsonArray::fromStringList(drift.addedPackages())},
            {u"trees"_s, trees}};
}

Result<Drift> findDrift(const Library &library, const Install &install, const JobContext &job)
{
    Drift drift{.install = install.id, .isTracked = !install.isAdopted(), .trees = {}};
    if (!drift.isTracked)
        return drift;
    if (!install.generation())
        return noGeneration(install);
    for (const auto look : {lookAtBase, lookAtView}) {
        const Result<Looked> looked = look(library, install, job);
        if (!looked)
            return looked.error();
        drift.files += looked->files;
        if (looked->tree)
            drift.trees += *looked->tree;
    }
    return drift;
}

} // namespace portico
