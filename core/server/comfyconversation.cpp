// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/comfyconversation.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

namespace portico {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ComfyConversation)
};

constexpr auto answerLimit = 30s;
constexpr auto pollInterval = 100ms;
constexpr qsizetype mostEvidence = 64 << 10; ///< of a refusal: each node's reasons

} // namespace

ComfyConversation::ComfyConversation(QUrl server, const JobContext &job)
    : m_server(std::move(server))
    , m_job(job)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

Result<QByteArray> ComfyConversation::get(const QString &path, const QUrlQuery &query)
{
    return answerOf(*m_network.get(requestFor(path, query)));
}

Result<QByteArray> ComfyConversation::post(const QString &path, const QJsonObject &body)
{
    QNetworkRequest request = requestFor(path, {});
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return answerOf(*m_network.post(request, QJsonDocument(body).toJson()));
}

Result<> ComfyConversation::pause()
{
    QEventLoop loop;
    QTimer::singleShot(pollInterval, &loop, &QEventLoop::quit);
    loop.exec();
    if (m_job.isCancelled())
        return cancelledError();
    return {};
}

QNetworkRequest ComfyConversation::requestFor(const QString &path, const QUrlQuery &query) const
{
    QUrl url = m_server;
    url.setPath(path);
    url.setQuery(query);
    QNetworkRequest request(url);
    request.setTransferTimeout(std::chrono::milliseconds(answerLimit).count());
    return request;
}

Result<QByteArray> ComfyConversation::answerOf(QNetworkReply &reply)
{
    QEventLoop loop;
    QTimer cancelCheck;
    QObject::connect(&reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QObject::connect(&reply, &QNetworkReply::sslErrors, &reply,
                     [&reply] { reply.ignoreSslErrors(); }); // our own address
    QObject::connect(&cancelCheck, &QTimer::timeout, &loop, [this, &reply] {
        if (m_job.isCancelled())
            reply.abort();
    });
    cancelCheck.start(pollInterval);
    if (!reply.isFinished())
        loop.exec();
    reply.deleteLater();
    return judged(reply);
}

Result<QByteArray> ComfyConversation::judged(QNetworkReply &reply) const
{
    if (m_job.isCancelled())
        return cancelledError();
    const int code = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray body = reply.readAll();
    if (code == 200 && reply.error() == QNetworkReply::NoError)
        return body;
    const QString address = reply.url().toDisplayString();
    if (code != 0) {
        return Error{ErrorCode::HttpStatus,
                     Text::tr("ComfyUI refused a request (%1): status %2.").arg(address).arg(code),
                     Text::tr("Look at the end of the log."),
                     QString::fromUtf8(body.left(mostEvidence))};
    }
    return Error{ErrorCode::Network,
                 Text::tr("ComfyUI does not answer at %1: %2.").arg(address, reply.errorString()),
                 Text::tr("Look at the end of the log."),
                 {}};
}

} // namespace portico
