// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpackprotocol.h"

#include "core/io/json.h"

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

constexpr qint64 maxLine = 1 << 20;

QJsonObject bodyOf(const Progress &progress)
{
    return {{u"kind"_s, u"progress"_s}, {u"done"_s, progress.done}, {u"total"_s, progress.total}};
}

QJsonObject bodyOf(const UnpackLogLine &line)
{
    return {{u"kind"_s, u"log"_s}, {u"text"_s, line.text}};
}

QJsonObject bodyOf(const UnpackSummary &summary)
{
    return {{u"kind"_s, u"result"_s},
            {u"files"_s, summary.files},
            {u"folders"_s, summary.folders},
            {u"links"_s, summary.links},
            {u"bytes"_s, summary.bytes},
            {u"topLevel"_s, QJsonArray::fromStringList(summary.topLevel)},
            {u"warnings"_s, QJsonArray::fromStringList(summary.warnings)}};
}

QJsonObject bodyOf(const Error &error)
{
    return {{u"kind"_s, u"error"_s},
            {u"code"_s, errorCodeName(error.code)},
            {u"message"_s, error.message},
            {u"nextStep"_s, error.nextStep},
            {u"detail"_s, error.detail}};
}

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

Error notUnderstood(const QByteArray &line)
{
    return {ErrorCode::InvalidInput,
            Text::tr("The unpacking program said something that cannot be understood."),
            Text::tr("Install Portico again."), QString::fromUtf8(line.left(200))};
}

} // namespace

QByteArray unpackMessageToLine(const UnpackMessage &message)
{
    const QJsonObject body = std::visit([](const auto &what) { return bodyOf(what); }, message);
    return QJsonDocument(body).toJson(QJsonDocument::Compact) + '\n';
}

Result<UnpackMessage> unpackMessageFromLine(const QByteArray &line)
{
    const Result<QJsonObject> parsed = parseJsonObject(line, {.maxBytes = maxLine, .maxDepth = 4});
    if (!parsed)
        return parsed.error();
    const QJsonObject &object = *parsed;
    const QString kind = object.value("kind"_L1).toString();
    if (kind == "progress"_L1)
        return UnpackMessage(Progress{.step = Text::tr("Unpack"),
                                      .done = count(object, "done"_L1),
                                      .total = count(object, "total"_L1, -1),
                                      .unit = ProgressUnit::Bytes});
    if (kind == "log"_L1)
        return UnpackMessage(UnpackLogLine{object.value("text"_L1).toString()});
    if (kind == "result"_L1)
        return UnpackMessage(UnpackSummary{.files = count(object, "files"_L1),
                                           .folders = count(object, "folders"_L1),
                                           .links = count(object, "links"_L1),
                                           .bytes = count(object, "bytes"_L1),
                                           .topLevel = texts(object, "topLevel"_L1),
                                           .warnings = texts(object, "warnings"_L1)});
    const std::optional<ErrorCode> code = errorCodeFromName(object.value("code"_L1).toString());
    if (kind != "error"_L1 || !code)
        return notUnderstood(line);
    return UnpackMessage(Error{.code = *code,
                               .message = object.value("message"_L1).toString(),
                               .nextStep = object.value("nextStep"_L1).toString(),
                               .detail = object.value("detail"_L1).toString()});
}

QJsonObject toJson(const UnpackRequest &request)
{
    const UnpackLimits &limits = request.limits;
    return {{u"archive"_s, request.archive},
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
