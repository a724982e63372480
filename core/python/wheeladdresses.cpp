// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/wheeladdresses.h"

#include "core/io/toml.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::WheelAddresses)
};

Error hasNoWheel(const QString &package)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("The package index tells no address for “%1”.").arg(package),
            .nextStep = Text::tr("Plan again, or choose another package index in the settings."),
            .detail = {}};
}

/** `fileOf` takes the one file that counts out of a package. */
Result<QList<WheelAddress>> addresses(const QByteArray &bytes,
                                      QJsonObject (*fileOf)(const QJsonObject &package))
{
    const Result<QJsonObject> document = parseToml(bytes, u"pylock.toml"_s);
    if (!document)
        return document.error();
    QList<WheelAddress> wheels;
    for (const auto &entry : document->value("packages"_L1).toArray()) {
        const QJsonObject package = entry.toObject();
        const QString name = normalisedPackage(package.value("name"_L1).toString());
        const QJsonObject wheel = fileOf(package);
        const QUrl url(wheel.value("url"_L1).toString(), QUrl::StrictMode);
        if (!url.isValid() || url.isEmpty())
            return hasNoWheel(name);
        const QString digest = wheel.value("hashes"_L1).toObject().value("sha256"_L1).toString();
        wheels += {.package = name,
                   .version = package.value("version"_L1).toString(),
                   .url = url,
                   .sha256 = Sha256::fromHex(digest).value_or(Sha256()),
                   .size = static_cast<qint64>(wheel.value("size"_L1).toDouble(-1))};
    }
    return wheels;
}

} // namespace

Result<QList<WheelAddress>> wheelAddresses(const QByteArray &bytes)
{
    return addresses(bytes, [](const QJsonObject &package) {
        return package.value("wheels"_L1).toArray().first().toObject();
    });
}

Result<QList<WheelAddress>> sourceAddresses(const QByteArray &bytes)
{
    return addresses(
        bytes, [](const QJsonObject &package) { return package.value("sdist"_L1).toObject(); });
}

} // namespace portico
