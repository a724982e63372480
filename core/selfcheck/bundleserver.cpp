// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/selfcheck/bundleserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BundleServer)
};

constexpr qint64 kPiece = 256 << 10;
constexpr qsizetype kMostHeader = 16 << 10;

QByteArray headerValue(const QByteArray &request, QByteArrayView name)
{
    for (const QByteArray &line : request.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

/** One connection: one request, one answer. Owned by its socket. */
class Transfer final : public QObject
{
public:
    Transfer(QTcpSocket *socket, const QString &file, const QByteArray &path)
        : QObject(socket)
        , m_socket(socket)
        , m_file(file)
        , m_path(path)
    {
        connect(socket, &QTcpSocket::readyRead, this, &Transfer::read);
        connect(socket, &QTcpSocket::bytesWritten, this, &Transfer::write);
    }

private:
    void read()
    {
        if (m_isAnswered)
            return;
        m_request += m_socket->readAll();
        if (m_request.contains("\r\n\r\n"))
            answer();
        else if (m_request.size() > kMostHeader)
            m_socket->abort();
    }

    void answer()
    {
        m_isAnswered = true;
        const QList<QByteArray> words = m_request.left(m_request.indexOf('\r')).split(' ');
        const bool isHead = words.value(0) == "HEAD";
        if ((words.value(0) != "GET" && !isHead) || words.value(1) != m_path
            || !m_file.open(QIODevice::ReadOnly)) {
            sayStatus("404 Not Found", "Content-Length: 0\r\n");
            return;
        }
        const QByteArray tag = '"' + QByteArray::number(m_file.size()) + '"';
        const QByteArray condition = headerValue(m_request, "If-Range");
        const QByteArray wanted = headerValue(m_request, "Range");
        AskedRange range{.first = 0, .last = m_file.size() - 1};
        QByteArray status = "200 OK";
        QByteArray headers = "Accept-Ranges: bytes\r\nETag: " + tag + "\r\n";
        if (!wanted.isEmpty() && (condition.isEmpty() || condition == tag)) {
            const auto asked = byteRange(wanted, m_file.size());
            if (!asked) {
                sayStatus("416 Range Not Satisfiable",
                          "Content-Length: 0\r\nContent-Range: bytes */"
                              + QByteArray::number(m_file.size()) + "\r\n");
                return;
            }
            range = *asked;
            status = "206 Partial Content";
            headers += "Content-Range: bytes " + QByteArray::number(range.first) + '-'
                + QByteArray::number(range.last) + '/' + QByteArray::number(m_file.size()) + "\r\n";
        }
        m_left = isHead ? 0 : range.last - range.first + 1;
        m_file.seek(range.first);
        sayStatus(status,
                  headers + "Content-Type: application/zip\r\nContent-Length: "
                      + QByteArray::number(range.last - range.first + 1) + "\r\n");
    }

    void sayStatus(const QByteArray &status, const QByteArray &headers)
    {
        m_socket->write("HTTP/1.1 " + status + "\r\n" + headers + "Connection: close\r\n\r\n");
    }

    void write()
    {
        if (!m_isAnswered || m_socket->bytesToWrite() > kPiece)
            return;
        if (m_left > 0) {
            const QByteArray piece = m_file.read(qMin(m_left, kPiece));
            m_left -= piece.size();
            m_socket->write(piece);
            if (piece.isEmpty())
                m_socket->abort(); // the file is gone: the client sees a short answer
        } else if (m_socket->bytesToWrite() == 0) {
            m_socket->disconnectFromHost();
        }
    }

    QTcpSocket *m_socket;
    QFile m_file;
    QByteArray m_path;
    QByteArray m_request;
    qint64 m_left = 0;
    bool m_isAnswered = false;
};

} // namespace

std::optional<AskedRange> byteRange(QByteArrayView header, qint64 size)
{
    const QByteArray text = header.toByteArray().trimmed();
    if (!text.startsWith("bytes=") || text.contains(',') || size <= 0)
        return std::nullopt;
    const qsizetype dash = text.indexOf('-');
    if (dash < 0)
        return std::nullopt;
    const QByteArray from = text.sliced(6, dash - 6);
    const QByteArray to = text.sliced(dash + 1);
    bool isNumber = true;
    if (from.isEmpty()) { // the last n bytes
        const qint64 count = to.toLongLong(&isNumber);
        if (!isNumber || count <= 0)
            return std::nullopt;
        return AskedRange{.first = qMax<qint64>(0, size - count), .last = size - 1};
    }
    AskedRange range{.first = from.toLongLong(&isNumber), .last = size - 1};
    if (!isNumber || range.first < 0 || range.first >= size)
        return std::nullopt;
    if (!to.isEmpty()) {
        const qint64 last = to.toLongLong(&isNumber);
        if (!isNumber || last < range.first)
            return std::nullopt;
        range.last = qMin(last, size - 1);
    }
    return range;
}

Result<std::unique_ptr<BundleServer>> BundleServer::start(const QString &file)
{
    if (!QFileInfo(file).isFile()) {
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("There is no file %1 to serve.").arg(file),
                     .nextStep = Text::tr("Run the self-check again: it makes that file anew."),
                     .detail = {}};
    }
    std::unique_ptr<BundleServer> self(new BundleServer); // NOLINT: its constructor is private
    const QByteArray path = '/' + QUuid::createUuid().toByteArray(QUuid::Id128) + '/'
        + QUrl::toPercentEncoding(QFileInfo(file).fileName());
    self->m_server = new QTcpServer; // NOLINT: deleted on its thread
    self->m_server->setProxy(QNetworkProxy::NoProxy);
    QTcpServer *const server = self->m_server;
    QObject::connect(server, &QTcpServer::newConnection, server, [server, file, path] {
        while (QTcpSocket *const socket = server->nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            new Transfer(socket, file, path); // NOLINT: owned by the socket
        }
    });
    server->moveToThread(&self->m_thread);
    self->m_thread.start();
    bool isListening = false;
    QMetaObject::invokeMethod(
        server,
        [server, &isListening] { isListening = server->listen(QHostAddress::LocalHost, 0); },
        Qt::BlockingQueuedConnection);
    if (!isListening) {
        return Error{.code = ErrorCode::Io,
                     .message = Text::tr("No port can be opened on this computer's own address "
                                         "127.0.0.1."),
                     .nextStep = Text::tr("See whether a firewall or security program forbids it."),
                     .detail = server->errorString()};
    }
    self->m_url = QUrl(u"http://127.0.0.1:%1"_s.arg(server->serverPort()));
    self->m_url.setPath(QString::fromLatin1(path), QUrl::TolerantMode);
    return self;
}

BundleServer::~BundleServer()
{
    m_server->deleteLater(); // runs on its thread before the thread ends
    m_thread.quit();
    m_thread.wait();
}

} // namespace portico
