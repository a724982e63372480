// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/startplan.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QTimer>

class QNetworkReply;

namespace portico {

/** What a ComfyUI tells about itself. */
struct ServerFacts
{
    QString comfyVersion;
    QString device;        ///< the first one
    QStringList arguments; ///< after main.py; empty in old versions
    bool tellsArguments = false;

    friend bool operator==(const ServerFacts &, const ServerFacts &) = default;
};

/** The reply of `/system_stats`; nothing if it is not one. Every key may be absent. */
std::optional<ServerFacts> serverFacts(const QByteArray &reply);

/**
 * Asks `GET /system_stats` until it is answered by the ComfyUI that was started: a listening port
 * is not enough, nor is a line of the log. Loopback only, never through a proxy.
 */
class ReadyProbe final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadyProbe)

public:
    explicit ReadyProbe(std::chrono::milliseconds interval, QObject *parent = nullptr);

    void start(const StartPlan &plan);
    void stop();
    /** Asks the running ComfyUI to drop its queue and interrupt its work, and does not wait. */
    void askToFinish(const QUrl &server);

signals:
    void ready(const portico::ServerFacts &facts);
    /** Somebody else answers on our port. Once. */
    void foreignAnswered();

private:
    void ask();
    void judge(QNetworkReply *reply);

    QNetworkAccessManager m_network;
    QTimer m_timer;
    QPointer<QNetworkReply> m_reply;
    QUrl m_server;
    QStringList m_ownArguments;
    bool m_toldForeign = false;
};

} // namespace portico
