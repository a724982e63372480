// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/snapshotroots.h"

#include "core/installs/installfile.h"
#include "core/io/json.h"
#include "core/python/lock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SnapshotRoots)
};

void addSnapshot(const Library &library, const InstallId &id, const QJsonObject &content,
                 StoreRoot &root)
{
    const int generation = content.value("runtime"_L1).toObject().value("generation"_L1).toInt();
    QList<int> &numbers = root.generations[id];
    if (generation > 0 && !numbers.contains(generation))
        numbers += generation;
    const QJsonObject layer = content.value("layer"_L1).toObject();
    const QString layerId = layer.value("id"_L1).toString();
    if (layerId.isEmpty() || root.layers.contains(layerId))
        return;
    if (QFileInfo::exists(library.layerFolder(layerId)))
        root.layers += layerId;
    if (const Result<Lock> lock = lockFromBytes(layer.value("lock"_L1).toString().toUtf8())) {
        for (const LockedPackage &package : lock->packages)
            root.files += package.hashes;
    }
}

} // namespace

QString snapshotsFolder(const Library &library, const InstallId &id)
{
    return library.installFolder(id) + "/snapshots"_L1;
}

StoreRoots snapshotRoots(const Library &library)
{
    StoreRoots roots;
    for (const InstallId &id : installIds(library)) {
        const QString name = id.toString();
        const QDir folder(snapshotsFolder(library, id));
        StoreRoot root{
            .owner = u"snapshots"_s, .id = name, .name = Text::tr("snapshots of %1").arg(name)};
        for (const QString &file : folder.entryList({u"*.json"_s}, QDir::Files)) {
            const Result<QJsonObject> snapshot = readJsonObject(folder.filePath(file));
            if (snapshot)
                addSnapshot(library, id, snapshot->value("content"_L1).toObject(), root);
            else
                roots.unreadable += u"installs/%1/snapshots/%2"_s.arg(name, file);
        }
        if (!root.generations.isEmpty())
            roots.roots += root;
    }
    return roots;
}

} // namespace portico
