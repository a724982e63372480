// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/registrynode.h"

#include "core/catalogue/plaintext.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qsizetype kMostLine = 200;
constexpr qsizetype kMostText = 20'000;
constexpr qsizetype kMostItems = 500;

QString lineOf(const QJsonValue &value)
{
    return plainText(value.toString().left(kMostLine * 4)).simplified().left(kMostLine);
}

QString textOf(const QJsonValue &value)
{
    return plainText(value.toString().left(kMostText)).trimmed();
}

QStringList linesOf(const QJsonValue &value)
{
    QStringList lines;
    const QJsonArray array = value.toArray();
    for (const QJsonValue item : array) {
        const QString line = lineOf(item);
        if (!line.isEmpty() && lines.size() < kMostItems)
            lines += line;
    }
    return lines;
}

QUrl addressOf(const QJsonValue &value)
{
    const QUrl url(value.toString().trimmed(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    return isWeb && url.isValid() ? url.adjusted(QUrl::RemoveUserInfo) : QUrl();
}

/** "NodeVersionStatusActive" gives "active". */
QString statusOf(const QJsonValue &value)
{
    static const QRegularExpression prefix(uR"re(^Node(Version)?Status)re"_s);
    return lineOf(value).remove(prefix).toLower();
}

/** A licence may be text, or {"file": "LICENSE"} as text. */
QString licenseOf(const QJsonValue &value)
{
    const QString text = lineOf(value);
    return text.startsWith(u'{') ? QString() : text;
}

} // namespace

bool isRegistryId(QStringView text)
{
    static const QRegularExpression id(uR"re(^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$)re"_s);
    return id.match(text).hasMatch() && !text.contains(u"..");
}

bool isRegistryVersion(QStringView text)
{
    static const QRegularExpression version(uR"re(^[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}$)re"_s);
    return version.match(text).hasMatch() && !text.contains(u"..");
}

std::optional<RegistryVersion> registryVersionFromJson(const QJsonObject &object)
{
    const QString version = object.value("version"_L1).toString();
    if (!isRegistryVersion(version))
        return std::nullopt;
    return RegistryVersion{
        .version = version,
        .created = QDateTime::fromString(object.value("createdAt"_L1).toString(), Qt::ISODate),
        .changelog = textOf(object.value("changelog"_L1)),
        .dependencies = linesOf(object.value("dependencies"_L1)),
        .download = addressOf(object.value("downloadUrl"_L1)),
        .isDeprecated = object.value("deprecated"_L1).toBool(),
        .status = statusOf(object.value("status"_L1)),
        .statusReason = lineOf(object.value("status_reason"_L1))};
}

std::optional<RegistryNode> registryNodeFromJson(const QJsonObject &object)
{
    const QString id = object.value("id"_L1).toString();
    if (!isRegistryId(id))
        return std::nullopt;
    const QString name = lineOf(object.value("name"_L1));
    const QJsonObject publisher = object.value("publisher"_L1).toObject();
    const QString publisherName = lineOf(publisher.value("name"_L1));
    return RegistryNode{
        .id = id,
        .name = name.isEmpty() ? id : name,
        .description = textOf(object.value("description"_L1)),
        .author = lineOf(object.value("author"_L1)),
        .publisher = publisherName.isEmpty() ? lineOf(publisher.value("id"_L1)) : publisherName,
        .license = licenseOf(object.value("license"_L1)),
        .repository = addressOf(object.value("repository"_L1)),
        .icon = addressOf(object.value("icon"_L1)),
        .tags = linesOf(object.value("tags"_L1)),
        .downloads = std::max<qint64>(0, object.value("downloads"_L1).toInteger()),
        .rating = object.value("rating"_L1).toDouble(),
        .status = statusOf(object.value("status"_L1)),
        .latest = registryVersionFromJson(object.value("latest_version"_L1).toObject())};
}

QJsonObject toJson(const RegistryVersion &version)
{
    return {{u"version"_s, version.version},
            {u"created"_s, version.created.toString(Qt::ISODate)},
            {u"changelog"_s, version.changelog},
            {u"dependencies"_s, QJsonArray::fromStringList(version.dependencies)},
            {u"download"_s, version.download.toString()},
            {u"isDeprecated"_s, version.isDeprecated},
            {u"status"_s, version.status},
            {u"statusReason"_s, version.statusReason}};
}

QJsonObject toJson(const RegistryNode &node)
{
    QJsonObject object{{u"id"_s, node.id},
                       {u"name"_s, node.name},
                       {u"description"_s, node.description},
                       {u"author"_s, node.author},
                       {u"publisher"_s, node.publisher},
                       {u"license"_s, node.license},
                       {u"repository"_s, node.repository.toString()},
                       {u"icon"_s, node.icon.toString()},
                       {u"tags"_s, QJsonArray::fromStringList(node.tags)},
                       {u"downloads"_s, node.downloads},
                       {u"rating"_s, node.rating},
                       {u"status"_s, node.status}};
    if (node.latest)
        object.insert(u"latest"_s, toJson(*node.latest));
    return object;
}

} // namespace portico
