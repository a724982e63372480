// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/resolution.h"

#include "core/io/toml.h"
#include "core/python/marker.h"
#include "core/python/torchfamily.h"
#include "core/python/wheeltag.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Resolution)
};

Error corrupt(const QString &package)
{
    return {.code = ErrorCode::Corrupt,
            .message = Text::tr("uv's answer cannot be read: “%1” is not complete.").arg(package),
            .nextStep = Text::tr("Update uv, or let Portico fetch the one it knows."),
            .detail = {}};
}

PackageFile fileIn(const QJsonObject &object)
{
    PackageFile file{.name = object.value("name"_L1).toString(),
                     .url = QUrl(object.value("url"_L1).toString()).adjusted(QUrl::RemoveUserInfo)};
    if (file.name.isEmpty())
        file.name = file.url.fileName(QUrl::FullyDecoded);
    if (file.name.isEmpty())
        file.name = object.value("path"_L1).toString().section(u'/', -1);
    file.size = object.value("size"_L1).toInteger(-1);
    file.uploaded = QDateTime::fromString(object.value("upload-time"_L1).toString(), Qt::ISODate);
    const QString digest = object.value("hashes"_L1).toObject().value("sha256"_L1).toString();
    if (const auto hash = Sha256::fromHex(digest))
        file.hashes += *hash;
    return file;
}

/** The more exactly a wheel is made for this Python, the sooner it is taken. */
int rankOf(const PackageFile &file)
{
    const QString name = file.name.toLower();
    if (name.endsWith("-none-any.whl"_L1))
        return 2;
    return name.contains("-abi3-"_L1) ? 1 : 0;
}

bool fits(const PackageFile &file, const PythonEnvironment &environment)
{
    const QStringList parts = file.name.chopped(4).split(u'-');
    return parts.size() < 5 || fitsWheelTag(parts.mid(parts.size() - 3).join(u'-'), environment);
}

QList<PackageFile> wheelsIn(const QJsonArray &array, const PythonEnvironment &environment)
{
    QList<PackageFile> wheels;
    for (const auto &value : array) {
        const PackageFile file = fileIn(value.toObject());
        if (file.name.endsWith(".whl"_L1) && fits(file, environment))
            wheels += file;
    }
    std::stable_sort(wheels.begin(), wheels.end(), [](const PackageFile &a, const PackageFile &b) {
        return rankOf(a) < rankOf(b);
    });
    return wheels;
}

ResolvedPackage packageIn(const QJsonObject &object, const PythonEnvironment &environment)
{
    ResolvedPackage package{.name = normalisedPackage(object.value("name"_L1).toString()),
                            .version = object.value("version"_L1).toString(),
                            .wheels = wheelsIn(object.value("wheels"_L1).toArray(), environment)};
    if (object.contains("sdist"_L1))
        package.source = fileIn(object.value("sdist"_L1).toObject());
    if (object.contains("archive"_L1)) {
        const PackageFile file = fileIn(object.value("archive"_L1).toObject());
        package.address = file.url;
        if (file.name.endsWith(".whl"_L1))
            package.wheels += file;
        else
            package.source = file;
    }
    return package;
}

} // namespace

Result<QList<ResolvedPackage>> parseResolution(const QByteArray &bytes,
                                               const PythonEnvironment &environment)
{
    const Result<QJsonObject> document = parseToml(bytes, u"pylock.toml"_s);
    if (!document)
        return document.error();
    QList<ResolvedPackage> packages;
    for (const auto &value : document->value("packages"_L1).toArray()) {
        const QJsonObject object = value.toObject();
        const QString marker = object.value("marker"_L1).toString();
        if (!marker.isEmpty() && !markerHolds(marker, environment.markers).value_or(true))
            continue;
        const ResolvedPackage package = packageIn(object, environment);
        if (package.name.isEmpty() || package.file().name.isEmpty())
            return corrupt(package.name);
        packages += package;
    }
    return packages;
}

} // namespace portico
