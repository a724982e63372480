// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/support/http/faultserver.h"

#include "tests/support/http/faultconnection.h"

#include <QHash>
#include <QMutex>
#include <QSemaphore>
#include <QTcpServer>
#include <QThread>

#include <numeric>
#include <utility>

namespace portico {

QByteArray SeenRequest::header(QByteArrayView name) const
{
    return HttpReply{0, {}, headers}.header(name);
}

void ScriptedReply::removeHeader(const QByteArray &name)
{
    headers.removeIf([&name](const HttpHeader &header) {
        return header.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

void ScriptedReply::setHeader(const QByteArray &name, const QByteArray &value)
{
    removeHeader(name);
    headers.append({name, value});
}

ScriptedReply goodReply(const SeenRequest &request, const QByteArray &file, const QByteArray &etag)
{
    ScriptedReply reply;
    reply.headers = {{"Content-Type", "application/octet-stream"},
                     {"Accept-Ranges", "bytes"},
                     {"ETag", etag},
                     {"Content-Length", QByteArray::number(file.size())}};
    reply.body = file;
    QByteArray range = request.header("Range");
    const QByteArray ifRange = request.header("If-Range");
    if (!range.startsWith("bytes=") || (!ifRange.isEmpty() && ifRange != etag))
        return reply;
    range = range.mid(6);
    const qsizetype dash = range.indexOf('-');
    const qint64 first = range.left(dash).toLongLong();
    const qint64 last =
        dash + 1 == range.size() ? file.size() - 1 : range.mid(dash + 1).toLongLong();
    const QByteArray total = '/' + QByteArray::number(file.size());
    if (first >= file.size()) {
        reply.status = 416;
        reply.body = "<html>Range not satisfiable</html>";
        reply.setHeader("Content-Range", "bytes *" + total);
    } else {
        reply.status = 206;
        reply.body = file.mid(first, last - first + 1);
        reply.setHeader("Content-Range",
                        "bytes " + QByteArray::number(first) + '-'
                            + QByteArray::number(first + reply.body.size() - 1) + total);
    }
    reply.setHeader("Content-Length", QByteArray::number(reply.body.size()));
    return reply;
}

namespace {

constexpr auto kNumberHeader = "X-Test-Number";

/** Hands sockets on as descriptors, for plain and TLS connections alike. */
class Listener final : public QTcpServer
{
public:
    std::function<void(qintptr)> accepted;

protected:
    void incomingConnection(qintptr descriptor) override { accepted(descriptor); }
};

} // namespace

class FaultServer::Thread final : public QThread
{
public:
    Thread(Handler handler, Options options)
        : m_handler(std::move(handler))
        , m_options(std::move(options))
    {
        start();
        m_ready.acquire();
    }

    ~Thread() override
    {
        quit();
        wait();
    }

    quint16 port = 0;

    bool isTls() const { return m_options.certificate.has_value(); }

    QList<SeenRequest> requests() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_requests;
    }

    qint64 sent() const
    {
        const QMutexLocker lock(&m_mutex);
        return std::accumulate(m_sent.begin(), m_sent.end(), qint64{0});
    }

protected:
    void run() override
    {
        Listener listener;
        QObject connections; // parent of all
        listener.accepted = [this, &connections](qintptr descriptor) {
            FaultConnection::Hooks hooks;
            hooks.answer = [this](SeenRequest &request) {
                note(request);
                return m_handler(request);
            };
            hooks.sent = [this](int number, qint64 bytes) {
                const QMutexLocker lock(&m_mutex);
                m_sent[number] += bytes;
            };
            FaultConnection::begin(descriptor, m_options, std::move(hooks), &connections);
        };
        listener.listen(QHostAddress::LocalHost);
        port = listener.serverPort();
        m_ready.release();
        exec();
    }

private:
    void note(SeenRequest &request)
    {
        const QMutexLocker lock(&m_mutex);
        const QByteArray number = request.header(kNumberHeader);
        request.number = number.isEmpty() ? static_cast<int>(m_requests.size()) : number.toInt();
        const bool isEcho = m_sent.contains(request.number);
        m_sent[request.number] = 0; // an echo's first answer was for nobody
        if (!isEcho)
            m_requests.append(request);
    }

    const Handler m_handler;
    const Options m_options;
    QSemaphore m_ready;
    mutable QMutex m_mutex;
    QList<SeenRequest> m_requests;
    QHash<int, qint64> m_sent; // per request
};

Result<HttpReply> NumberedHttp::get(const HttpRequest &request, ByteSink &sink,
                                    const JobContext &job) const
{
    HttpRequest numbered = request;
    numbered.headers.append(HttpHeader{kNumberHeader, QByteArray::number(m_next++)});
    return m_http.get(numbered, sink, job);
}

FaultServer::FaultServer(Handler handler)
    : FaultServer(std::move(handler), Options())
{ }

FaultServer::FaultServer(Handler handler, Options options)
    : m_thread(std::make_unique<Thread>(std::move(handler), std::move(options)))
{ }

FaultServer::~FaultServer() = default;

quint16 FaultServer::port() const
{
    return m_thread->port;
}

QUrl FaultServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_thread->isTls() ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(m_thread->isTls() ? QStringLiteral("localhost") : QStringLiteral("127.0.0.1"));
    url.setPort(port());
    url.setPath(path);
    return url;
}

QList<SeenRequest> FaultServer::requests() const
{
    return m_thread->requests();
}

qint64 FaultServer::bodyBytesSent() const
{
    return m_thread->sent();
}

} // namespace portico
