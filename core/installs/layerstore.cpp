// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/layerstore.h"

#include "core/installs/installfile.h"
#include "core/installs/layerview.h"
#include "core/installs/storeroots.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LayerStore)
};

/** Which layer is named by whom. */
struct Users
{
    QMap<QString, QStringList> byLayer;
    QSet<Sha256> files;  ///< wheels that are named by themselves
    QStringList unknown; ///< installs and roots that cannot be read: they may name any

    QStringList of(const QString &layer) const { return byLayer.value(layer) + unknown; }
};

Users usersIn(const Library &library)
{
    Users users;
    const InstallList list = listInstalls(library);
    for (const Install &install : list.installs) {
        for (const QString &layer : layersOf(install))
            users.byLayer[layer] += install.name;
    }
    for (const BrokenInstall &broken : list.broken)
        users.unknown += broken.id.toString();
    const StoreRoots roots = storeRoots(library);
    for (const StoreRoot &root : roots.roots) {
        for (const QString &layer : root.layers)
            users.byLayer[layer] += root.name;
        users.files.unite(QSet<Sha256>(root.files.begin(), root.files.end()));
    }
    users.unknown += roots.unreadable;
    return users;
}

QStringList layerNames(const Library &library)
{
    QStringList names;
    for (const QString &name :
         QDir(library.layers()).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (isLayerId(name))
            names += name;
    }
    return names;
}

/** One folder of the vendored wheels. */
struct StoredWheel
{
    QString folder;
    qint64 bytes = 0;
    bool isUsed = false;
};

Result<QList<StoredWheel>> wheelsIn(const Library &library, const QSet<QString> &needed,
                                    const JobContext &job)
{
    QList<StoredWheel> wheels;
    const QDir folder(library.wheels());
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!Sha256::fromHex(name))
            continue;
        const Result<TreeSize> size = treeSize(folder.filePath(name), job);
        if (!size)
            return size.error();
        wheels += {
            .folder = folder.filePath(name), .bytes = size->bytes, .isUsed = needed.contains(name)};
    }
    return wheels;
}

Result<StoredLayer> describe(const Library &library, const QString &id, const Users &users,
                             QSet<QString> &needed, LayerSizes sizes, const JobContext &job)
{
    StoredLayer stored{.id = id, .folder = library.layerFolder(id), .usedBy = users.of(id)};
    const bool isMeasured = sizes == LayerSizes::All || !stored.isUsed();
    const Result<TreeSize> size =
        isMeasured ? treeSize(stored.folder, job) : Result<TreeSize>(TreeSize{});
    if (!size)
        return size.error();
    stored.bytes = size->bytes;
    const Result<Layer> layer = readLayer(stored.folder);
    stored.isBroken = !layer;
    if (!layer)
        return stored;
    stored.created = layer->created;
    for (const LockedPackage &package : layer->lock.packages) {
        stored.packages += package.name + u' ' + package.version;
        for (const Sha256 &hash : package.hashes) {
            if (stored.isUsed())
                needed += hash.toHex();
        }
    }
    return stored;
}

struct Contents
{
    QList<StoredLayer> layers;
    QList<StoredWheel> wheels;
    bool isCertain = true; ///< every used layer's lock could be read
};

Result<Contents> contentsOf(const Library &library, LayerSizes sizes, const JobContext &job)
{
    Contents contents;
    QSet<QString> needed;
    const Users users = usersIn(library);
    for (const Sha256 &file : users.files)
        needed += file.toHex();
    for (const QString &id : layerNames(library)) {
        const Result<StoredLayer> layer = describe(library, id, users, needed, sizes, job);
        if (!layer)
            return layer.error();
        contents.layers += *layer;
        if (layer->isUsed() && layer->isBroken)
            contents.isCertain = false;
    }
    // A layer that is named and gone is built again from its wheels, which nobody can tell then.
    for (const QString &named : users.byLayer.keys())
        contents.isCertain &= QFileInfo::exists(library.layerFolder(named));
    std::sort(contents.layers.begin(), contents.layers.end(),
              [](const StoredLayer &a, const StoredLayer &b) { return a.created > b.created; });
    const Result<QList<StoredWheel>> wheels = wheelsIn(library, needed, job);
    if (!wheels)
        return wheels.error();
    contents.wheels = *wheels;
    if (!contents.isCertain || !users.unknown.isEmpty()) {
        for (StoredWheel &wheel : contents.wheels)
            wheel.isUsed = true;
    }
    return contents;
}

/** Views that are kept for a way back share the files of layers that may go. */
void sweepAllViews(const Library &library, const JobContext &job)
{
    for (const Install &install : listInstalls(library).installs) {
        const Result<qint64> swept = sweepViews(library, install.id, job);
        if (!swept) // the next start sweeps again
            job.log(swept.error().message);
    }
}

/** Whether somebody builds a layer now, who may have fetched its wheels already. */
bool isAnyBuilt(const Library &library)
{
    const QDir layers(library.layers());
    const QStringList locks = layers.entryList({u"*.lock"_s}, QDir::Files | QDir::Hidden);
    return std::any_of(locks.begin(), locks.end(), [&](const QString &name) {
        return FileLock::holder(layers.filePath(name)).has_value();
    });
}

class Cleaning
{
public:
    Cleaning(const Library &library, StagingDir staging, const JobContext &job)
        : m_library(library)
        , m_staging(std::move(staging))
        , m_job(job)
    { }

    Result<LayerCleaning> run(const Contents &contents);

private:
    Result<> removeLayer(const StoredLayer &layer);
    Result<> removeWheel(const StoredWheel &wheel);
    Result<> moveAside(const QString &folder);

    const Library &m_library;
    StagingDir m_staging;
    const JobContext &m_job;
    LayerCleaning m_done;
    int m_moved = 0;
};

/** Gone in one step, whatever happens while its files go. */
Result<> Cleaning::moveAside(const QString &folder)
{
    const QString aside = m_staging.path() + u'/' + QString::number(++m_moved);
    return renameDurably(folder, aside, IfExists::Refuse, m_job);
}

Result<> Cleaning::removeLayer(const StoredLayer &layer)
{
    Result<FileLock> lease = FileLock::tryLock(layer.folder + ".lock"_L1,
                                               Text::tr("removing the layer %1").arg(layer.id));
    if (!lease) {
        m_done.kept += layer.id;
        return lease.error().code == ErrorCode::Busy ? Result<>() : lease.error();
    }
    const Result<> moved = moveAside(layer.folder);
    if (!moved)
        return moved;
    lease->removeAndRelease();
    m_done.removed += layer.id;
    m_done.bytes += layer.bytes;
    return {};
}

Result<> Cleaning::removeWheel(const StoredWheel &wheel)
{
    const Result<> moved = moveAside(wheel.folder);
    if (!moved)
        return moved;
    ++m_done.wheels;
    m_done.bytes += wheel.bytes;
    return {};
}

Result<LayerCleaning> Cleaning::run(const Contents &contents)
{
    for (const StoredLayer &layer : contents.layers) {
        if (m_job.isCancelled())
            return cancelledError();
        if (layer.isUsed())
            continue;
        const Result<> removed = removeLayer(layer);
        if (!removed)
            return removed.error();
    }
    if (m_done.kept.isEmpty() && !isAnyBuilt(m_library)) {
        for (const StoredWheel &wheel : contents.wheels) {
            const Result<> removed = wheel.isUsed ? Result<>() : removeWheel(wheel);
            if (!removed)
                return removed.error();
        }
    }
    return m_done;
}

} // namespace

qint64 LayerInventory::unusedBytes() const
{
    qint64 bytes = unusedWheelBytes;
    for (const StoredLayer &layer : layers)
        bytes += layer.isUsed() ? 0 : layer.bytes;
    return bytes;
}

QStringList layersOf(const Install &install)
{
    QStringList layers;
    for (const Generation &generation : install.generations) {
        if (!generation.layer.isEmpty() && !layers.contains(generation.layer))
            layers += generation.layer;
    }
    return layers;
}

Result<LayerInventory> layerInventory(const Library &library, const JobContext &job,
                                      LayerSizes sizes)
{
    const Result<Contents> contents = contentsOf(library, sizes, job);
    if (!contents)
        return contents.error();
    LayerInventory inventory{.layers = contents->layers};
    for (const StoredWheel &wheel : contents->wheels) {
        (wheel.isUsed ? inventory.wheels : inventory.unusedWheels) += 1;
        (wheel.isUsed ? inventory.wheelBytes : inventory.unusedWheelBytes) += wheel.bytes;
    }
    return inventory;
}

Result<LayerCleaning> cleanLayers(const Library &library, const JobContext &job)
{
    if (!QFileInfo::exists(library.layers()) && !QFileInfo::exists(library.wheels()))
        return LayerCleaning{};
    sweepAllViews(library, job);
    const Result<FileLock> lock =
        FileLock::lock(library.layersLock(), Text::tr("removing unused layers"), job);
    if (!lock)
        return lock.error();
    const Result<Contents> contents = contentsOf(library, LayerSizes::Unused, job);
    if (!contents)
        return contents.error();
    Result<StagingDir> staging =
        StagingDir::create(library.staging(), Text::tr("removing unused layers"));
    if (!staging)
        return staging.error();
    return Cleaning(library, std::move(*staging), job).run(*contents);
}

} // namespace portico
