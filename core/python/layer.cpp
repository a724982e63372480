// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/layer.h"

#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/sha256.h"
#include "core/python/layerparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Layer)
};

constexpr qint64 kMostLock = 16LL << 20;
constexpr qsizetype kIdLength = 16;

/** The same lock gives the same bytes, whatever its order. */
Lock sorted(Lock lock)
{
    for (LockedPackage &package : lock.packages)
        std::sort(package.hashes.begin(), package.hashes.end(),
                  [](const Sha256 &a, const Sha256 &b) { return a.toHex() < b.toHex(); });
    std::sort(lock.packages.begin(), lock.packages.end(),
              [](const LockedPackage &a, const LockedPackage &b) {
                  return std::tie(a.name, a.version, a.marker)
                      < std::tie(b.name, b.version, b.marker);
              });
    return lock;
}

Error damaged(const QString &folder, const QString &why)
{
    return {.code = ErrorCode::Corrupt,
            .message =
                Text::tr("The layer in %1 is damaged.").arg(QDir::toNativeSeparators(folder)),
            .nextStep = Text::tr("Repair the install: the layer is built again."),
            .detail = why};
}

} // namespace

QString layerSite(const QString &layerFolder)
{
    return layerFolder + "/site"_L1;
}

QString layerLockFile(const QString &layerFolder)
{
    return layerFolder + "/lock.txt"_L1;
}

QString layerManifest(const QString &layerFolder)
{
    return layerFolder + "/manifest"_L1;
}

QString layerRecordFile(const QString &layerFolder)
{
    return layerFolder + "/layer.json"_L1;
}

QString layerId(const Lock &lock, const QString &base)
{
    return sha256Of("portico layer 1\n" + base.toUtf8() + '\n' + lockToBytes(sorted(lock)))
        .toHex()
        .left(kIdLength);
}

bool isLayerId(QStringView text)
{
    return text.size() == kIdLength && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

QByteArray layerRecordBytes(const Layer &layer)
{
    QJsonArray packages;
    for (const LockedPackage &package : layer.lock.packages)
        packages.append(QString(package.name + u' ' + package.version));
    return jsonToBytes({{u"schema"_s, 1},
                        {u"id"_s, layer.id},
                        {u"base"_s, layer.base},
                        {u"created"_s, layer.created.toUTC().toString(Qt::ISODateWithMs)},
                        {u"packages"_s, packages}});
}

Result<Layer> readLayer(const QString &layerFolder)
{
    if (!QFileInfo(layerFolder).isDir()) {
        return Error{
            .code = ErrorCode::NotFound,
            .message =
                Text::tr("There is no layer in %1.").arg(QDir::toNativeSeparators(layerFolder)),
            .nextStep = Text::tr("Repair the install: the layer is built again."),
            .detail = {}};
    }
    const Result<QJsonObject> record = readJsonObject(layerRecordFile(layerFolder));
    if (!record)
        return damaged(layerFolder, record.error().message);
    const Result<QByteArray> bytes = readFile(layerLockFile(layerFolder), kMostLock);
    if (!bytes)
        return damaged(layerFolder, bytes.error().message);
    const Result<Lock> lock = lockFromBytes(*bytes);
    if (!lock)
        return damaged(layerFolder, lock.error().message);
    Layer layer{.id = record->value("id"_L1).toString(),
                .folder = layerFolder,
                .base = record->value("base"_L1).toString(),
                .lock = *lock,
                .created = QDateTime::fromString(record->value("created"_L1).toString(),
                                                 Qt::ISODateWithMs)};
    if (layer.id != layerId(layer.lock, layer.base))
        return damaged(layerFolder, u"its id is not that of its lock"_s);
    if (!QFileInfo(layerSite(layerFolder)).isDir()
        || !QFileInfo(layerManifest(layerFolder)).isFile())
        return damaged(layerFolder, u"its packages or its manifest are gone"_s);
    return layer;
}

} // namespace portico
