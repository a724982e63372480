// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/runworkflow.h"

#include "core/server/comfyconversation.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RunWorkflow)
};

constexpr qsizetype mostWords = 300;
constexpr qsizetype mostEvidence = 4096;
constexpr int kMostMisses = 3; ///< a large model on its way in keeps it from answering

/** One line of what somebody's code said. */
QString shortened(const QString &words)
{
    const QString line = words.simplified();
    return line.size() > mostWords ? line.left(mostWords) + u'…' : line;
}

QString nodeSays(const QString &id, const QString &kind, const QString &words)
{
    if (id.isEmpty())
        return shortened(words);
    return Text::tr("node %1 (%2) says: %3").arg(id, kind, shortened(words));
}

/** "Value not in list: ckpt_name: 'x' not in []". */
QString reasonText(const QJsonObject &reason)
{
    const QString message = reason["message"_L1].toString();
    const QString details = reason["details"_L1].toString();
    return details.isEmpty() ? message : message + ": "_L1 + details;
}

Error failed(const QString &clause, const QByteArray &evidence)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = clause.isEmpty() ? Text::tr("ComfyUI could not finish it.")
                                        : Text::tr("It failed: %1.").arg(clause),
            .nextStep = Text::tr("Run it in ComfyUI and look at that node."),
            .detail = QString::fromUtf8(evidence.left(mostEvidence))};
}

Result<QString> queued(ComfyConversation &comfy, const QJsonObject &workflow)
{
    const Result<QByteArray> accepted =
        comfy.post(u"/prompt"_s, {{u"client_id"_s, u"portico"_s}, {u"prompt"_s, workflow}});
    if (!accepted) {
        const Error &error = accepted.error();
        if (error.code != ErrorCode::HttpStatus)
            return error;
        const QByteArray answer = error.detail.toUtf8();
        const QString clause = refusalOf(answer, workflow);
        return clause.isEmpty() ? error : failed(clause, answer);
    }
    // Where only some of its outputs are in order, ComfyUI works off those and says so.
    const QJsonObject answer = QJsonDocument::fromJson(*accepted).object();
    const QString id = answer["prompt_id"_L1].toString();
    const bool isWhole = answer["node_errors"_L1].toObject().isEmpty();
    return id.isEmpty() || !isWhole ? failed(refusalOf(*accepted, workflow), *accepted)
                                    : Result<QString>(id);
}

Result<> judged(const QJsonObject &entry)
{
    if (entry["status"_L1]["status_str"_L1].toString() == "success"_L1)
        return {};
    return failed(failureIn(entry), QJsonDocument(entry["status"_L1].toObject()).toJson());
}

} // namespace

QString refusalOf(const QByteArray &answer, const QJsonObject &workflow)
{
    const QJsonObject refusal = QJsonDocument::fromJson(answer).object();
    const QJsonObject nodes = refusal["node_errors"_L1].toObject();
    for (auto node = nodes.begin(); node != nodes.end(); ++node) {
        const QJsonObject reason = node.value()["errors"_L1][0].toObject();
        if (!reason.isEmpty())
            return nodeSays(node.key(), node.value()["class_type"_L1].toString(),
                            reasonText(reason));
    }
    const QJsonObject error = refusal["error"_L1].toObject();
    const QString id = error["extra_info"_L1]["node_id"_L1].toString();
    return error.isEmpty()
        ? QString()
        : nodeSays(id, workflow[id]["class_type"_L1].toString(), reasonText(error));
}

QString failureIn(const QJsonObject &historyEntry)
{
    const QJsonArray messages = historyEntry["status"_L1]["messages"_L1].toArray();
    for (const auto &message : messages) {
        const QString kind = message[0].toString();
        const QJsonValue facts = message[1];
        const QString id = facts["node_id"_L1].toString();
        const QString type = facts["node_type"_L1].toString();
        if (kind == "execution_interrupted"_L1)
            return nodeSays(id, type, Text::tr("it was interrupted"));
        if (kind == "execution_error"_L1)
            return nodeSays(id, type,
                            facts["exception_type"_L1].toString() + ": "_L1
                                + facts["exception_message"_L1].toString());
    }
    return {};
}

Result<> runWorkflow(const QUrl &server, const QJsonObject &workflow,
                     std::chrono::milliseconds limit, const JobContext &job)
{
    ComfyConversation comfy(server, job);
    const Result<QString> id = queued(comfy, workflow);
    if (!id)
        return id.error();
    QElapsedTimer since;
    since.start();
    int misses = 0;
    while (std::chrono::milliseconds(since.elapsed()) < limit) {
        const Result<QByteArray> history = comfy.get(u"/history/"_s + *id);
        misses = history ? 0 : misses + 1;
        if (!history && (history.error().code != ErrorCode::Network || misses > kMostMisses))
            return history.error();
        const QJsonObject entry =
            history ? QJsonDocument::fromJson(*history).object()[*id].toObject() : QJsonObject();
        if (!entry.isEmpty())
            return judged(entry);
        if (const Result<> waited = comfy.pause(); !waited)
            return waited;
    }
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(limit).count();
    return Error{ErrorCode::Timeout,
                 Text::tr("ComfyUI did not finish it within %n minute(s).", nullptr,
                          static_cast<int>(minutes)),
                 Text::tr("Save a smaller workflow as a test: fewer steps, a smaller picture."),
                 *id};
}

} // namespace portico
