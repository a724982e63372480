// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/json.h"
#include "core/process/askhelper.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::HelperLines)
};

constexpr qint64 maxLine = 1 << 20;

QJsonObject bodyOf(const Progress &progress)
{
    return {{u"kind"_s, u"progress"_s},
            {u"step"_s, progress.step},
            {u"done"_s, progress.done},
            {u"total"_s, progress.total},
            {u"items"_s, progress.unit == ProgressUnit::Items}};
}

QJsonObject bodyOf(const HelperLogLine &line)
{
    return {{u"kind"_s, u"log"_s}, {u"text"_s, line.text}};
}

QJsonObject bodyOf(const HelperResult &result)
{
    return {{u"kind"_s, u"result"_s}, {u"result"_s, result.body}};
}

QJsonObject bodyOf(const Error &error)
{
    return {{u"kind"_s, u"error"_s},
            {u"code"_s, errorCodeName(error.code)},
            {u"message"_s, error.message},
            {u"nextStep"_s, error.nextStep},
            {u"detail"_s, error.detail}};
}

Progress progressIn(const QJsonObject &object)
{
    const bool isItems = object.value("items"_L1).toBool();
    return {.step = object.value("step"_L1).toString(),
            .done = object.value("done"_L1).toInteger(),
            .total = object.value("total"_L1).toInteger(-1),
            .unit = isItems ? ProgressUnit::Items : ProgressUnit::Bytes};
}

Error notUnderstood(const QByteArray &line)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("Portico's helper program said something that cannot be "
                                "understood."),
            .nextStep = Text::tr("Install Portico again."),
            .detail = QString::fromUtf8(line.left(200))};
}

} // namespace

QByteArray helperMessageToLine(const HelperMessage &message)
{
    const QJsonObject body = std::visit([](const auto &what) { return bodyOf(what); }, message);
    return QJsonDocument(body).toJson(QJsonDocument::Compact) + '\n';
}

Result<HelperMessage> helperMessageFromLine(const QByteArray &line)
{
    const Result<QJsonObject> parsed = parseJsonObject(line, {.maxBytes = maxLine, .maxDepth = 8});
    if (!parsed)
        return notUnderstood(line);
    const QJsonObject &object = *parsed;
    const QString kind = object.value("kind"_L1).toString();
    if (kind == "progress"_L1)
        return HelperMessage(progressIn(object));
    if (kind == "log"_L1)
        return HelperMessage(HelperLogLine{object.value("text"_L1).toString()});
    if (kind == "result"_L1)
        return HelperMessage(HelperResult{object.value("result"_L1).toObject()});
    const std::optional<ErrorCode> code = errorCodeFromName(object.value("code"_L1).toString());
    if (kind != "error"_L1 || !code)
        return notUnderstood(line);
    return HelperMessage(Error{.code = *code,
                               .message = object.value("message"_L1).toString(),
                               .nextStep = object.value("nextStep"_L1).toString(),
                               .detail = object.value("detail"_L1).toString()});
}

} // namespace portico
