// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/wheelstore.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/sha256.h"
#include "core/platform/durable.h"
#include "core/python/torchfamily.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QString sourceFile(const QString &wheels, const QString &source, const QString &base)
{
    const Sha256 key = sha256Of(source.toUtf8() + '\n' + base.toUtf8());
    return wheels + "/sources/"_L1 + key.toHex().left(32) + ".json"_L1;
}

std::optional<WheelSource> readSource(const QString &wheels, const QString &source,
                                      const QString &base)
{
    const Result<QJsonObject> object = readJsonObject(sourceFile(wheels, source, base));
    if (!object || object->value("source"_L1).toString() != source)
        return std::nullopt;
    const auto sha256 = Sha256::fromHex(object->value("sha256"_L1).toString());
    if (!sha256 || !storedWheel(wheels, *sha256))
        return std::nullopt;
    return WheelSource{.source = source,
                       .base = base,
                       .package = object->value("package"_L1).toString(),
                       .version = object->value("version"_L1).toString(),
                       .revision = object->value("revision"_L1).toString(),
                       .sha256 = *sha256};
}

} // namespace

std::optional<QString> storedWheel(const QString &wheels, const Sha256 &sha256)
{
    const QDir place(wheels + u'/' + sha256.toHex());
    const QStringList names = place.entryList({u"*.whl"_s}, QDir::Files | QDir::NoSymLinks);
    if (sha256.isNull() || names.isEmpty())
        return std::nullopt;
    return place.filePath(names.constFirst());
}

std::optional<WheelName> wheelName(const QString &fileName)
{
    if (!fileName.endsWith(".whl"_L1))
        return std::nullopt;
    const QStringList parts = fileName.chopped(4).split(u'-');
    if (parts.size() != 5 && parts.size() != 6) // with a build tag
        return std::nullopt;
    return WheelName{.package = normalisedPackage(parts.at(0)),
                     .version = parts.at(1),
                     .tag = parts.mid(parts.size() - 3).join(u'-')};
}

QString wheelSource(const PlannedPackage &package)
{
    switch (package.source) {
    case PackageSource::Wheel:
        return {};
    case PackageSource::Build:
        return package.name + "=="_L1 + package.version;
    case PackageSource::Address:
    case PackageSource::Git:
        return package.address.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
    }
    Q_UNREACHABLE();
}

std::optional<WheelSource> findWheelOf(const QString &wheels, const QString &source,
                                       const QString &base)
{
    if (source.isEmpty())
        return std::nullopt;
    if (const auto fitting = readSource(wheels, source, base))
        return fitting;
    return readSource(wheels, source, {});
}

Result<> rememberWheel(const QString &wheels, const WheelSource &wheel)
{
    const QString file = sourceFile(wheels, wheel.source, wheel.base);
    const Result<> made = makeFolder(QFileInfo(file).path());
    if (!made)
        return made;
    return writeFileAtomically(file,
                               jsonToBytes({{u"source"_s, wheel.source},
                                            {u"base"_s, wheel.base},
                                            {u"package"_s, wheel.package},
                                            {u"version"_s, wheel.version},
                                            {u"revision"_s, wheel.revision},
                                            {u"sha256"_s, wheel.sha256.toHex()}}));
}

Result<Sha256> storeWheel(const QString &wheels, const QString &file)
{
    const Result<Sha256> sha256 = hashFile(file, {});
    if (!sha256 || storedWheel(wheels, *sha256))
        return sha256;
    const QString folder = wheels + u'/' + sha256->toHex();
    const Result<> made = makeFolder(folder);
    if (!made)
        return made.error();
    QFile opened(file);
    if (opened.open(QIODevice::ReadWrite)) {
        if (const Result<> synced = syncFile(opened); !synced)
            return synced.error();
        opened.close();
    }
    const Result<> moved =
        renameDurably(file, folder + u'/' + QFileInfo(file).fileName(), IfExists::Replace);
    if (!moved)
        return moved.error();
    return *sha256;
}

} // namespace portico
