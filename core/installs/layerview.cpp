// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/layerview.h"

#include "core/installs/baselayerpath.h"
#include "core/installs/installfile.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/treemanifest.h"
#include "core/platform/durable.h"
#include "core/platform/treewalk.h"
#include "core/python/layer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QTemporaryFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LayerView)
};

constexpr qint64 kMostManifest = 256LL << 20;
constexpr auto kPrepared = "/view"_L1;

QStringList viewsIn(const Library &library, const InstallId &id)
{
    return QDir(library.viewsFolder(id))
        .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

/** Those that no generation names, the last one first. */
QStringList unnamedViews(const Library &library, const Install &install)
{
    QStringList names = viewsIn(library, install.id);
    for (const Generation &generation : install.generations)
        names.removeAll(QString::number(generation.view));
    std::sort(names.begin(), names.end(),
              [](const QString &a, const QString &b) { return a.toInt() > b.toInt(); });
    return names;
}

/** Whether its files are the store's own under a second name, so that it takes no room. */
bool sharesFiles(const QString &view, const JobContext &job)
{
    bool shares = false;
    const auto look = [&](const TreeEntry &entry) -> Result<Visit> {
        shares |= entry.kind == TreeEntry::Kind::File && entry.linkCount > 1;
        return Visit::SkipContent;
    };
    return bool(walkTree(view, look, job)) && shares;
}

/** What removing it gives back: files that have no other name. */
qint64 ownBytes(const QString &view, const JobContext &job)
{
    qint64 bytes = 0;
    const auto count = [&](const TreeEntry &entry) -> Result<Visit> {
        bytes += entry.kind == TreeEntry::Kind::File && entry.linkCount == 1 ? entry.size : 0;
        return Visit::Continue;
    };
    return walkTree(view, count, job) ? bytes : 0;
}

bool isAsListed(const TreeEntry &entry, const ManifestEntry &listed)
{
    switch (listed.kind) {
    case ManifestEntry::Kind::Folder:
        return entry.kind == TreeEntry::Kind::Folder;
    case ManifestEntry::Kind::Link:
        return entry.kind == TreeEntry::Kind::Link;
    case ManifestEntry::Kind::File:
        return entry.kind == TreeEntry::Kind::File && entry.inode == listed.inode
            && entry.size == listed.size && entry.mtimeNs == listed.mtimeNs;
    }
    return false;
}

/** Whether every file of a view still is the layer's own, and none was added or taken away. */
bool isWhole(const QString &view, const QString &layerFolder, const JobContext &job)
{
    const Result<QByteArray> bytes = readFile(layerManifest(layerFolder), kMostManifest);
    const Result<QList<ManifestEntry>> entries =
        bytes ? manifestFromBytes(*bytes) : Result<QList<ManifestEntry>>(bytes.error());
    if (!entries || entries->isEmpty())
        return false;
    QHash<QString, const ManifestEntry *> listed;
    for (const ManifestEntry &entry : *entries)
        listed.insert(entry.path, &entry);
    const QString manifest = QFileInfo(layerManifest(view)).fileName();
    bool isSame = true;
    const auto compare = [&](const TreeEntry &entry) -> Result<Visit> {
        if (!isManifestPath(entry.path) || entry.path == manifest)
            return Visit::SkipContent;
        const ManifestEntry *const expected = listed.take(entry.path);
        isSame = isSame && expected && isAsListed(entry, *expected);
        return isSame ? Visit::Continue : Visit::SkipContent;
    };
    return bool(walkTree(view, compare, job)) && isSame && listed.isEmpty();
}

/** The number of a view of that layer that nobody names and nobody changed; 0: none. */
int findExisting(const Library &library, const Install &install, const QString &layer,
                 const JobContext &job)
{
    const QStringList names = unnamedViews(library, install);
    const auto found = std::find_if(names.begin(), names.end(), [&](const QString &name) {
        const QString view = library.viewsFolder(install.id) + u'/' + name;
        const Result<Layer> record = readLayer(view);
        return name.toInt() > 0 && record && record->id == layer && sharesFiles(view, job)
            && isWhole(view, library.layerFolder(layer), job);
    });
    return found == names.end() ? 0 : found->toInt();
}

} // namespace

QString viewStep()
{
    return Text::tr("Putting the packages in");
}

Error hasNoLayers(const Install &install)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("“%1” is a folder of your own: its packages are not kept in "
                                "layers.")
                           .arg(install.name),
            .nextStep = Text::tr("Install ComfyUI with Portico and move your node packs there."),
            .detail = {}};
}

int nextView(const Library &library, const Install &install)
{
    int last = 0;
    for (const Generation &generation : install.generations)
        last = std::max(last, generation.view);
    for (const QString &name : viewsIn(library, install.id))
        last = std::max(last, name.toInt());
    return last + 1;
}

Sharing viewSharing(const QString &folder)
{
    QTemporaryFile probe(folder + "/probe-XXXXXX"_L1);
    if (!probe.open())
        return Sharing::Reflink;
    const QString path = probe.fileName();
    probe.close();
    QFile file(path);
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::ReadUser))
        return Sharing::Reflink;
    const bool isProtected = !file.open(QIODevice::WriteOnly | QIODevice::Append);
    file.close();
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner); // so that it can go
    return isProtected ? Sharing::ReflinkOrHardLink : Sharing::Reflink;
}

Result<PreparedView> cloneLayer(const Library &library, const QString &layer, const JobContext &job)
{
    const Result<Layer> stored = readLayer(library.layerFolder(layer));
    if (!stored)
        return stored.error();
    Result<StagingDir> staging =
        StagingDir::create(library.staging(), Text::tr("putting in the layer %1").arg(layer));
    if (!staging)
        return staging.error();
    const QString clone = staging->path() + kPrepared;
    const Result<CloneSummary> cloned =
        cloneTree({.from = stored->folder,
                   .to = clone,
                   .sharing = viewSharing(staging->path()),
                   .wants = [](QStringView path) { return !path.endsWith(u"__pycache__"); },
                   .step = viewStep()},
                  job);
    if (!cloned)
        return cloned.error();
    // Links alone are durable with the rename that follows; content is not.
    if (cloned->method != CloneMethod::HardLink) {
        const Result<> synced = syncTree(clone, job);
        if (!synced)
            return synced.error();
    }
    return PreparedView{.layer = layer, .staging = std::move(*staging), .existing = 0};
}

Result<> placeView(const PreparedView &prepared, const QString &view, const JobContext &job)
{
    const Result<> made = makeFolder(QFileInfo(view).path());
    if (!made)
        return made;
    return renameDurably(prepared.staging->path() + kPrepared, view, IfExists::Refuse, job);
}

Result<PreparedView> prepareView(const Library &library, const InstallId &id, const QString &layer,
                                 const JobContext &job)
{
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return install.error();
    if (install->isAdopted())
        return hasNoLayers(*install);
    if (layer.isEmpty())
        return PreparedView{};
    // Nobody may clean the layer away while it is read.
    const Result<FileLock> lock = FileLock::lock(
        library.layersLock(), Text::tr("changing the layer of “%1”").arg(install->name), job);
    if (!lock)
        return lock.error();
    const Result<> path = ensureLayerPath(library, *install, job);
    if (!path)
        return path.error();
    if (const int existing = findExisting(library, *install, layer, job); existing > 0)
        return PreparedView{.layer = layer, .staging = {}, .existing = existing};
    return cloneLayer(library, layer, job);
}

Result<> ensureView(const Library &library, const Install &install, const JobContext &job)
{
    const QString view = library.viewFolder(install);
    if (view.isEmpty() || QFileInfo(layerSite(view)).isDir())
        return {};
    const Result<FileLock> lock = FileLock::lock(
        library.layersLock(), Text::tr("changing the layer of “%1”").arg(install.name), job);
    if (!lock)
        return lock.error();
    if (QFileInfo::exists(view)) { // somebody took its content away
        const Result<> removed = removeTree(view, job);
        if (!removed)
            return removed;
    }
    job.log(Text::tr("The packages of the node packs are put in again."));
    const Result<PreparedView> clone = cloneLayer(library, install.generation()->layer, job);
    return clone ? placeView(*clone, view, job) : clone.error();
}

Result<QList<OldView>> unusedViews(const Library &library, const InstallId &id,
                                   const JobContext &job)
{
    QList<OldView> views;
    const Result<Install> install = loadInstall(library, id);
    if (!install || FileLock::holder(library.sessionLock(id)))
        return views; // nobody knows what it names, or sees
    for (const QString &name : unnamedViews(library, *install)) {
        const QString folder = library.viewsFolder(id) + u'/' + name;
        views += OldView{.folder = folder, .bytes = ownBytes(folder, job)};
    }
    return views;
}

Result<qint64> sweepViews(const Library &library, const InstallId &id, const JobContext &job,
                          OldViews old)
{
    if (viewsIn(library, id).isEmpty())
        return 0;
    // One that is about to be named must not go; who names it sweeps, too.
    const Result<FileLock> lock =
        FileLock::tryLock(library.layersLock(), Text::tr("removing old views"));
    if (!lock)
        return lock.error().code == ErrorCode::Busy ? Result<qint64>(0) : lock.error();
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return 0; // nobody knows what it names
    qint64 bytes = 0;
    const QStringList names = unnamedViews(library, *install);
    for (const QString &name : names) {
        if (FileLock::holder(library.sessionLock(id)))
            return bytes; // it may see the old one until it ends
        const QString view = library.viewsFolder(id) + u'/' + name;
        if (old == OldViews::KeepLast && name == names.constFirst() && sharesFiles(view, job))
            continue;
        const qint64 own = ownBytes(view, job);
        const Result<> removed = removeTree(view, job);
        if (!removed)
            return removed.error();
        bytes += own;
    }
    return bytes;
}

} // namespace portico
