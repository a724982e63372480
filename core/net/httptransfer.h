// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/httpexchange.h"
#include "core/net/proxyfactory.h"

#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QTimer>

#include <memory>

namespace portico {

class RouteFinder;

/** What a request is sent with. The parts outlive it. */
struct HttpLane
{
    QNetworkAccessManager &manager;
    RouteFinder &finder;
    FoundWays &ways; ///< what the manager's proxy factory reads
    const QSslConfiguration &tls;
    std::shared_ptr<const NetworkChain> chain;
};

/**
 * The network thread's half of one request: sends it, follows redirects, watches for a stall, moves
 * bytes into the exchange while there is room. Lives on the network thread; emits ended() once.
 */
class HttpTransfer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpTransfer)

public:
    HttpTransfer(std::shared_ptr<HttpExchange> exchange, HttpLane lane);
    ~HttpTransfer() override;

    void start();
    /** The exchange has room again. */
    void resume();
    /** The caller has gone. */
    void abandon();

signals:
    void ended();

private:
    void send(const QUrl &url);
    void sendOn(const QList<ProxyServer> &route);
    void sendOnce(QNetworkRequest &prepared);
    void listen();
    bool isUnfollowedRedirect(QNetworkReply::NetworkError kind) const;
    bool tryNextProxy();
    QNetworkReply::NetworkError trouble() const;
    void readHead();
    void follow(const QUrl &target);
    void lookAtTarget(const QUrl &target, const QHostInfo &info);
    void lookAtOrigin(const QUrl &target, const QHostInfo &info);
    void pump();
    void complete();
    void end(std::optional<Error> error);
    void dropReply();

    const std::shared_ptr<HttpExchange> m_exchange;
    const HttpLane m_lane;
    QList<ProxyServer> m_route;      // to m_url, best first
    QPointer<QNetworkReply> m_reply; // the manager's child
    QTimer m_stall;
    QUrl m_url;
    int m_hops = 0;
    qint64 m_expected = -1; // Content-Length
    qint64 m_received = 0;
    bool m_hasSecret = true; // still at the origin that may see the authorization
    bool m_hasHead = false;
    bool m_isFinished = false; // the reply has ended; bytes may wait in it
    bool m_hasEnded = false;
};

} // namespace portico
