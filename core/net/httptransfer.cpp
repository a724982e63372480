// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/httptransfer.h"

#include "core/net/httpheaders.h"
#include "core/net/nettrouble.h"
#include "core/net/routefinder.h"
#include "core/net/uploadbody.h"
#include "core/net/urlrules.h"

#include <algorithm>
#include <utility>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kChunk = 256 << 10;

QNetworkRequest networkRequest(const HttpRequest &request, const QUrl &url)
{
    QNetworkRequest result(url);
    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                        QNetworkRequest::ManualRedirectPolicy);
    // HTTP/2 ignores the read buffer: 1.6 GB with a slow disk (feasibility.md 4).
    result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setRawHeader("Accept-Encoding", "identity"); // else Range arithmetic is wrong
    result.setRawHeader("User-Agent", "Portico/" PORTICO_VERSION);
    for (const HttpHeader &header : request.headers)
        result.setRawHeader(header.name, header.value);
    return result;
}

bool isGet(const HttpRequest &request)
{
    return request.method == "GET";
}

bool isPrivate(const QHostInfo &info)
{
    const QList<QHostAddress> addresses = info.addresses();
    return std::any_of(addresses.begin(), addresses.end(), isPrivateAddress);
}

} // namespace

HttpTransfer::HttpTransfer(std::shared_ptr<HttpExchange> exchange, HttpLane lane)
    : m_exchange(std::move(exchange))
    , m_lane(std::move(lane))
{
    m_stall.setSingleShot(true);
    m_stall.setInterval(m_exchange->request().stallLimit);
    connect(&m_stall, &QTimer::timeout, this,
            [this] { end(stallError(m_url, m_exchange->request().stallLimit)); });
}

HttpTransfer::~HttpTransfer()
{
    dropReply();
    m_exchange->finish(cancelledError());
}

void HttpTransfer::start()
{
    const HttpRequest &request = m_exchange->request();
    if (const Result<> allowed = checkFetchUrl(request.url, request.plainHttpHosts); !allowed)
        return end(allowed.error());
    send(request.url);
}

void HttpTransfer::send(const QUrl &url)
{
    m_url = url;
    m_stall.stop(); // finding the way has its own limits
    m_lane.finder.find(m_lane.chain, url, this, [this](const Result<QList<ProxyServer>> &route) {
        if (!m_hasEnded)
            route ? sendOn(*route) : end(route.error());
    });
}

void HttpTransfer::sendOn(const QList<ProxyServer> &route)
{
    const HttpRequest &request = m_exchange->request();
    const QUrl &url = m_url;
    m_route = route;
    m_lane.ways[routeKey(url)] = route.constFirst();
    // Once away from the origin, the secret stays away, also when a later hop leads back.
    m_hasSecret = m_hasSecret && isSameOrigin(url, request.url);
    QNetworkRequest prepared = networkRequest(request, url);
    if (m_hasSecret && !request.authorization.isEmpty())
        prepared.setRawHeader("Authorization", request.authorization);
    prepared.setSslConfiguration(m_lane.tls);
    if (!isGet(request))
        return sendOnce(prepared);
    m_reply = m_lane.manager.get(prepared);
    listen();
}

/** Qt repeats a request by itself where a connection ends early; it cannot where the body is gone
 *  once it was read. */
void HttpTransfer::sendOnce(QNetworkRequest &prepared)
{
    const HttpRequest &request = m_exchange->request();
    Result<std::unique_ptr<QIODevice>> body = openUpload(request.body.value_or(HttpBody()));
    if (!body)
        return end(body.error());
    prepared.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    prepared.setHeader(QNetworkRequest::ContentLengthHeader, (*body)->size());
    if (request.body)
        prepared.setRawHeader("Content-Type", request.body->type);
    m_reply = m_lane.manager.sendCustomRequest(prepared, request.method, body->get());
    body->release()->setParent(m_reply);
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent) {
        m_stall.start();
        if (const auto &given = m_exchange->request().body; given && given->sent)
            given->sent(sent);
    });
    listen();
}

void HttpTransfer::listen()
{
    m_reply->setReadBufferSize(m_exchange->request().bufferSize);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpTransfer::readHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpTransfer::pump);
    connect(m_reply, &QNetworkReply::finished, this, [this] {
        m_isFinished = true;
        pump();
    });
    connect(m_reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &errors) { end(certificateError(m_url, errors)); });
    m_stall.start();
}

void HttpTransfer::readHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status < 200 || status == 407) // Qt answers the proxy and asks again, or reports an error
        return;
    if (m_hasHead) // Qt has silently asked again: what follows would be joined to the wrong place
        return end(truncatedError(m_url, m_received, m_expected));
    HttpReply head{status, m_url, {}};
    for (const QNetworkReply::RawHeaderPair &pair : m_reply->rawHeaderPairs())
        head.headers.append({pair.first, pair.second});
    if (isGet(m_exchange->request()) && isRedirectStatus(status) && head.hasHeader("Location")) {
        const Result<QUrl> target = redirectTarget(m_url, head.header("Location"), m_hops++,
                                                   m_exchange->request().plainHttpHosts);
        return target ? follow(*target) : end(target.error());
    }
    const Result<std::optional<qint64>> length = contentLength(head);
    if (!length)
        return end(length.error());
    m_expected = length->value_or(-1);
    m_hasHead = true;
    m_exchange->deliverHead(std::move(head));
}

// A public host must not lead into the network behind it (reliability.md E2), neither by number nor
// by a name that stands for one. A first host that is private itself may.
void HttpTransfer::follow(const QUrl &target)
{
    dropReply();
    const QString origin = m_exchange->request().url.host();
    if (isPrivateHost(origin) || target.host() == origin)
        return send(target);
    if (isPrivateHost(target.host()))
        return end(privateTargetError(m_url, target));
    QHostInfo::lookupHost(target.host(), this,
                          [this, target](const QHostInfo &info) { lookAtTarget(target, info); });
    m_stall.start();
}

void HttpTransfer::lookAtTarget(const QUrl &target, const QHostInfo &info)
{
    if (m_hasEnded)
        return;
    if (!isPrivate(info)) // also a name that only the proxy can find
        return send(target);
    QHostInfo::lookupHost(
        m_exchange->request().url.host(), this,
        [this, target](const QHostInfo &originInfo) { lookAtOrigin(target, originInfo); });
}

void HttpTransfer::lookAtOrigin(const QUrl &target, const QHostInfo &info)
{
    if (m_hasEnded)
        return;
    if (isPrivate(info))
        return send(target);
    end(privateTargetError(m_url, target));
}

void HttpTransfer::pump()
{
    if (!m_reply || m_hasEnded)
        return;
    while (m_hasHead && m_reply->bytesAvailable() > 0) {
        const qint64 room = m_exchange->room();
        if (room == 0)
            return m_stall.stop(); // it is our disk that is slow now, not the server
        QByteArray bytes = m_reply->read(std::min({room, kChunk, m_reply->bytesAvailable()}));
        if (bytes.isEmpty())
            break;
        m_received += bytes.size();
        m_exchange->deliver(std::move(bytes));
    }
    if (m_isFinished)
        return complete();
    m_stall.start();
}

void HttpTransfer::resume()
{
    if (!m_hasEnded)
        pump();
}

void HttpTransfer::abandon()
{
    end(cancelledError());
}

void HttpTransfer::complete()
{
    const QNetworkReply::NetworkError kind = trouble();
    const bool isBroken = kind != QNetworkReply::NoError && !isStatusOnly(kind);
    if (isBroken && isProxyUnreachable(kind) && tryNextProxy())
        return;
    if (isUnfollowedRedirect(kind))
        return end(std::nullopt);
    if (isBroken)
        return end(networkError(kind, m_url, m_reply->errorString()));
    if (!m_hasHead) {
        const QNetworkReply *const before = m_reply;
        readHead();
        if (m_hasEnded || m_reply != before)
            return; // refused, or gone on to another address
        if (!m_hasHead)
            return end(networkError(QNetworkReply::ProtocolFailure, m_url, u"no status"_s));
        return pump();
    }
    // Trust neither NoError nor the server: about 2 % of cut replies end with NoError in Qt 6.4.
    if (m_expected >= 0 && m_received != m_expected)
        return end(truncatedError(m_url, m_received, m_expected));
    end(std::nullopt);
}

/** Qt wants to send the body again to where a redirect leads, also if nobody asked it to follow. */
bool HttpTransfer::isUnfollowedRedirect(QNetworkReply::NetworkError kind) const
{
    return kind == QNetworkReply::ContentReSendError && m_hasHead
        && isRedirectStatus(m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt());
}

/** Scripts name spare proxies; Qt tries the first only. */
bool HttpTransfer::tryNextProxy()
{
    if (m_hasHead || m_route.size() < 2)
        return false;
    m_lane.finder.avoid(m_route.constFirst());
    dropReply();
    sendOn(m_route.mid(1));
    return true;
}

/** Qt calls a proxy that refuses the connection an unknown error, or, without a tunnel, takes it
 *  for the host. */
QNetworkReply::NetworkError HttpTransfer::trouble() const
{
    const QNetworkReply::NetworkError kind = m_reply->error();
    if (m_route.isEmpty() || m_route.constFirst().kind == ProxyServer::Kind::Direct || m_hasHead)
        return kind;
    const bool hasNoTunnel = m_url.scheme() == "http"_L1;
    const bool isProxys = kind == QNetworkReply::UnknownNetworkError
        || (hasNoTunnel
            && (kind == QNetworkReply::ConnectionRefusedError
                || kind == QNetworkReply::HostNotFoundError));
    return isProxys ? QNetworkReply::UnknownProxyError : kind;
}

void HttpTransfer::end(std::optional<Error> error)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_stall.stop();
    dropReply();
    m_exchange->finish(std::move(error));
    emit ended();
}

void HttpTransfer::dropReply()
{
    if (!m_reply)
        return;
    QNetworkReply *const reply = m_reply;
    m_reply.clear();
    reply->disconnect(this);
    reply->deleteLater(); // which ends it; abort() would report a second error
    m_isFinished = false;
}

} // namespace portico
