// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/comfyapi.h"

#include "core/server/comfyconversation.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QUrlQuery>

namespace portico {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ComfyApi)
};

constexpr auto promptLimit = 120s;

/** A picture of one colour; a colour of its own each time, or the cache would answer. */
QJsonObject testPrompt()
{
    const int color = static_cast<int>(QRandomGenerator::global()->bounded(0x1000000));
    const QJsonObject image{
        {u"class_type"_s, u"EmptyImage"_s},
        {u"inputs"_s,
         QJsonObject{
             {u"width"_s, 64}, {u"height"_s, 48}, {u"batch_size"_s, 1}, {u"color"_s, color}}}};
    const QJsonObject save{{u"class_type"_s, u"SaveImage"_s},
                           {u"inputs"_s,
                            QJsonObject{{u"images"_s, QJsonArray{u"1"_s, 0}},
                                        {u"filename_prefix"_s, u"portico/check"_s}}}};
    return {{u"client_id"_s, u"portico"_s},
            {u"prompt"_s, QJsonObject{{u"1"_s, image}, {u"2"_s, save}}}};
}

Error failedPrompt(const QByteArray &evidence)
{
    return {ErrorCode::ProcessFailed, Text::tr("ComfyUI could not finish the test prompt."),
            Text::tr("Look at the end of the log."), QString::fromUtf8(evidence.left(4096))};
}

/** The first picture that the prompt saved, once its history is there. */
Result<QJsonObject> waitForPicture(ComfyConversation &comfy, const QString &promptId)
{
    QElapsedTimer since;
    since.start();
    while (std::chrono::milliseconds(since.elapsed()) < promptLimit) {
        const Result<QByteArray> history = comfy.get(u"/history/"_s + promptId);
        if (!history)
            return history.error();
        const QJsonValue entry = QJsonDocument::fromJson(*history).object()[promptId];
        const QJsonValue image = entry[u"outputs"_s][u"2"_s][u"images"_s][0];
        if (image.isObject())
            return image.toObject();
        if (entry[u"status"_s][u"status_str"_s].toString() == "error"_L1)
            return failedPrompt(*history);
        if (const Result<> waited = comfy.pause(); !waited)
            return waited.error();
    }
    return Error{ErrorCode::Timeout, Text::tr("ComfyUI did not finish the test prompt in time."),
                 Text::tr("Look at the end of the log."), promptId};
}

} // namespace

Result<PromptPicture> runTestPrompt(const QUrl &server, const JobContext &job)
{
    ComfyConversation comfy(server, job);
    const Result<QByteArray> accepted = comfy.post(u"/prompt"_s, testPrompt());
    if (!accepted)
        return accepted.error();
    const QString id = QJsonDocument::fromJson(*accepted).object()[u"prompt_id"_s].toString();
    if (id.isEmpty())
        return failedPrompt(*accepted);
    const Result<QJsonObject> image = waitForPicture(comfy, id);
    if (!image)
        return image.error();
    QUrlQuery query;
    for (const QString &key : {u"filename"_s, u"subfolder"_s, u"type"_s})
        query.addQueryItem(key, image.value()[key].toString());
    const Result<QByteArray> bytes = comfy.get(u"/view"_s, query);
    if (!bytes)
        return bytes.error();
    if (!bytes->startsWith("\x89PNG\r\n\x1a\n")) {
        return Error{ErrorCode::Corrupt, Text::tr("What ComfyUI sent is not a picture."),
                     Text::tr("Look at the end of the log."), QString::fromUtf8(bytes->left(200))};
    }
    return PromptPicture{.fileName = image.value()[u"filename"_s].toString(), .bytes = *bytes};
}

} // namespace portico
