// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>
#include <QUrlQuery>

namespace portico {

// Private to core/server.

/**
 * One conversation with a ComfyUI on loopback, never through a proxy; the calling worker thread
 * waits in an event loop. Each request has 30 s. Errors: HttpStatus with what was answered as its
 * detail, Network, Cancelled.
 */
class ComfyConversation
{
public:
    ComfyConversation(QUrl server, const JobContext &job);

    Result<QByteArray> get(const QString &path, const QUrlQuery &query = {});
    Result<QByteArray> post(const QString &path, const QJsonObject &body);
    /** A tenth of a second. Error: Cancelled. */
    Result<> pause();

private:
    QNetworkRequest requestFor(const QString &path, const QUrlQuery &query) const;
    Result<QByteArray> answerOf(QNetworkReply &reply);
    Result<QByteArray> judged(QNetworkReply &reply) const;

    const QUrl m_server;
    const JobContext &m_job;
    QNetworkAccessManager m_network;
};

} // namespace portico
