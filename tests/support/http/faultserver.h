// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/httpclient.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QUrl>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace portico {

/** A request as it came over the wire. */
struct SeenRequest
{
    int number = 0;    ///< 0 is the first; by NumberedHttp's header, where it is used
    QByteArray target; ///< "/file.zip", or the whole address at a proxy
    QByteArray method;
    QByteArray body;
    QList<HttpHeader> headers;
    QByteArray socksTarget; ///< "host:port", when it came through SOCKS5

    QByteArray header(QByteArrayView name) const;
};

/** A reply, right or wrong, byte for byte. */
struct ScriptedReply
{
    enum class Ending {
        KeepAlive,
        Close,   ///< an orderly end of the connection (FIN)
        Reset,   ///< a broken one (RST)
        Silence, ///< the connection stays open and nothing more comes
        Endless  ///< the body again and again
    };

    QByteArray version = "HTTP/1.1";
    int status = 200;
    QList<HttpHeader> headers; ///< as they are: Content-Length is not added
    QByteArray body;
    qint64 cutAfter = -1; ///< so many bytes of the body, then the ending
    Ending ending = Ending::KeepAlive;
    int bytesPerTick = 0; ///< slowly: so many bytes every 20 ms

    void setHeader(const QByteArray &name, const QByteArray &value);
    void removeHeader(const QByteArray &name);
};

/** What a good server would answer: the file or the range of it, with the right headers. */
ScriptedReply goodReply(const SeenRequest &request, const QByteArray &file,
                        const QByteArray &etag = "\"v1\"");

/**
 * A server on loopback in a thread of its own, which does what the test says: http, https, and as a
 * SOCKS5 proxy that answers for every host itself.
 */
class FaultServer
{
public:
    using Handler = std::function<ScriptedReply(const SeenRequest &)>;

    struct Options
    {
        std::optional<QSslCertificate> certificate;
        QSslKey key;
        QByteArray socksUser; ///< not empty: speaks SOCKS5 first and asks for this
        QByteArray socksPassword;
    };

    /** The handler is called on the server's thread. */
    explicit FaultServer(Handler handler);
    FaultServer(Handler handler, Options options);
    ~FaultServer();

    quint16 port() const;
    QUrl url(const QString &path) const;
    /** All that came, without those that Qt repeated by itself (see NumberedHttp). */
    QList<SeenRequest> requests() const;
    /** Body bytes given to the system for sending, of all these. */
    qint64 bodyBytesSent() const;

private:
    class Thread;
    std::unique_ptr<Thread> m_thread;
};

/**
 * Numbers the requests that go through it. Qt 6.4 sends a request again by itself when a connection
 * ends together with its first bytes; the number tells such an echo from a try of ours.
 */
class NumberedHttp final : public HttpClient
{
public:
    explicit NumberedHttp(const HttpClient &http)
        : m_http(http)
    { }

    Result<HttpReply> get(const HttpRequest &request, ByteSink &sink,
                          const JobContext &job) const override;

private:
    const HttpClient &m_http;
    mutable std::atomic<int> m_next = 0;
};

} // namespace portico
