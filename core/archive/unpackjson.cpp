// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::UnpackProtocol)
};

qint64 count(const QJsonObject &object, QLatin1StringView key, qint64 fallback = 0)
{
    return object.value(key).toInteger(fallback);
}

QStringList texts(const QJsonObject &object, QLatin1StringView key)
{
    QStringList list;
    const QJsonArray array = object.value(key).toArray();
    for (const auto &value : array)
        list.append(value.toString());
    return list;
}

} // namespace

QJsonObject toJson(const UnpackSummary &summary)
{
    return {{u"files"_s, summary.files},
            {u"folders"_s, summary.folders},
            {u"links"_s, summary.links},
            {u"bytes"_s, summary.bytes},
            {u"topLevel"_s, QJsonArray::fromStringList(summary.topLevel)},
            {u"warnings"_s, QJsonArray::fromStringList(summary.warnings)}};
}

UnpackSummary unpackSummaryFromJson(const QJsonObject &object)
{
    return {.files = count(object, "files"_L1),
            .folders = count(object, "folders"_L1),
            .links = count(object, "links"_L1),
            .bytes = count(object, "bytes"_L1),
            .topLevel = texts(object, "topLevel"_L1),
            .warnings = texts(object, "warnings"_L1)};
}

QJsonObject toJson(const UnpackRequest &request)
{
    const UnpackLimits &limits = request.limits;
    return {{u"archive"_s, request.archive},
            {u"furtherVolumes"_s, QJsonArray::fromStringList(request.furtherVolumes)},
            {u"destination"_s, request.destination},
            {u"manifestFile"_s, request.manifestFile},
            {u"rulesFor"_s, osName(request.rulesFor)},
            {u"maxEntries"_s, limits.maxEntries},
            {u"maxBytes"_s, limits.maxBytes},
            {u"maxRatio"_s, limits.maxRatio},
            {u"maxEntryRatio"_s, limits.maxEntryRatio},
            {u"maxDictionaryBytes"_s, limits.maxDictionaryBytes}};
}

Result<UnpackRequest> unpackRequestFromJson(const QJsonObject &object)
{
    const UnpackLimits standard;
    const UnpackLimits limits{
        .maxEntries = count(object, "maxEntries"_L1, standard.maxEntries),
        .maxBytes = count(object, "maxBytes"_L1, standard.maxBytes),
        .maxRatio = count(object, "maxRatio"_L1, standard.maxRatio),
        .maxEntryRatio = count(object, "maxEntryRatio"_L1, standard.maxEntryRatio),
        .maxDictionaryBytes = count(object, "maxDictionaryBytes"_L1, standard.maxDictionaryBytes)};
    const std::optional<Os> os = osFromName(object.value("rulesFor"_L1).toString());
    const UnpackRequest request{.archive = object.value("archive"_L1).toString(),
                                .furtherVolumes = texts(object, "furtherVolumes"_L1),
                                .destination = object.value("destination"_L1).toString(),
                                .manifestFile = object.value("manifestFile"_L1).toString(),
                                .rulesFor = os.value_or(Os::Linux),
                                .limits = limits};
    const bool isWhole = os && !request.archive.isEmpty() && !request.destination.isEmpty()
        && limits.maxEntries > 0 && limits.maxBytes > 0 && limits.maxRatio > 0
        && limits.maxEntryRatio > 0 && limits.maxDictionaryBytes > 0;
    if (isWhole)
        return request;
    return Error{ErrorCode::InvalidInput, Text::tr("The request to unpack is incomplete."),
                 Text::tr("Install Portico again."),
                 QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))};
}

} // namespace portico
