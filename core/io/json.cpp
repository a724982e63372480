// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/json.h"

#include "core/base/sizes.h"
#include "core/io/file.h"
#include "core/io/jsonscan.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>

#include <algorithm>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Json)
};

/** `what` is the document's name: its path, or "The document". */
Error faultError(const QString &what, const QString &reason, ErrorCode code, qsizetype line)
{
    Error error{.code = code,
                .message = Text::tr("%1 cannot be understood: %2.").arg(what, reason),
                .nextStep =
                    Text::tr("Repair it in a text editor, or put a good copy in its place."),
                .detail = {}};
    if (line > 0)
        error.message = Text::tr("%1 cannot be understood: %2 (line %3).")
                            .arg(what, reason, QString::number(line));
    return error;
}

qsizetype lineAt(QByteArrayView bytes, qsizetype offset)
{
    const QByteArrayView before = bytes.first(std::min(offset, bytes.size()));
    return 1 + std::count(before.begin(), before.end(), '\n');
}

/** What is wrong with the bytes as such, before they are looked at as JSON. */
std::optional<Error> encodingFault(const QByteArray &bytes, const QString &what)
{
    if (bytes.trimmed().isEmpty())
        return faultError(what, Text::tr("it is empty"), ErrorCode::Corrupt, 0);
    if (bytes.count('\0') == bytes.size())
        return faultError(what, Text::tr("it holds nothing but zeros"), ErrorCode::Corrupt, 0);
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"))
        return faultError(what, Text::tr("it is UTF-16 and not UTF-8"), ErrorCode::InvalidInput, 0);
    if (bytes.startsWith("\xef\xbb\xbf"))
        return faultError(what, Text::tr("it begins with a byte-order mark"),
                          ErrorCode::InvalidInput, 0);
    if (const qsizetype zero = bytes.indexOf('\0'); zero >= 0)
        return faultError(what, Text::tr("it holds a zero byte"), ErrorCode::Corrupt,
                          lineAt(bytes, zero));
    return std::nullopt;
}

Result<QJsonDocument> parseNamed(const QByteArray &bytes, const JsonLimits &limits,
                                 const QString &what)
{
    if (bytes.size() > limits.maxBytes)
        return faultError(what, Text::tr("it has more than %1").arg(sizeText(limits.maxBytes)),
                          ErrorCode::InvalidInput, 0);
    if (const auto fault = encodingFault(bytes, what))
        return *fault;
    if (const auto fault = scanJson(bytes, limits))
        return faultError(what, fault->reason,
                          fault->isCutOff ? ErrorCode::Corrupt : ErrorCode::InvalidInput,
                          lineAt(bytes, fault->offset));
    QJsonParseError parseError{};
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return faultError(what, Text::tr("it is not valid JSON"), ErrorCode::InvalidInput,
                          lineAt(bytes, parseError.offset));
    return document;
}

Result<QJsonObject> objectOf(const Result<QJsonDocument> &document, const QString &what)
{
    if (!document)
        return document.error();
    if (!document->isObject())
        return faultError(what, Text::tr("it is not a JSON object"), ErrorCode::InvalidInput, 0);
    return document->object();
}

} // namespace

Result<QJsonObject> parseJsonObject(const QByteArray &bytes, const JsonLimits &limits)
{
    const QString what = Text::tr("The document");
    return objectOf(parseNamed(bytes, limits, what), what);
}

Result<QJsonArray> parseJsonArray(const QByteArray &bytes, const JsonLimits &limits)
{
    const QString what = Text::tr("The document");
    const Result<QJsonDocument> document = parseNamed(bytes, limits, what);
    if (!document)
        return document.error();
    if (!document->isArray())
        return faultError(what, Text::tr("it is not a JSON list"), ErrorCode::InvalidInput, 0);
    return document->array();
}

Result<QJsonObject> readJsonObject(const QString &path, const JsonLimits &limits)
{
    const Result<QByteArray> bytes = readFile(path, limits.maxBytes);
    if (!bytes)
        return bytes.error();
    const QString what = QDir::toNativeSeparators(path);
    return objectOf(parseNamed(*bytes, limits, what), what);
}

QByteArray jsonToBytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace portico
