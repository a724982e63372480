// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/sha256.h"
#include "core/net/downloader.h"
#include "core/net/qthttpclient.h"
#include "core/selfcheck/bundleserver.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** One request in its bytes, one answer in its bytes. */
QByteArray ask(const QUrl &url, const QByteArray &method, const QByteArray &headers,
               const QByteArray &path = {})
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    if (!socket.waitForConnected(5'000))
        return {};
    socket.write(method + ' ' + (path.isEmpty() ? url.path(QUrl::FullyEncoded).toLatin1() : path)
                 + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(5'000))
        answer += socket.readAll();
    return answer;
}

} // namespace

class TestBundleServer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_content.resize(3'000'000);
        QRandomGenerator::securelySeeded().fillRange(reinterpret_cast<quint32 *>(m_content.data()),
                                                     m_content.size() / 4);
        m_file = m_folder.path() + u"/a bundle.zip"_s;
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(m_content), m_content.size());
    }

    void givesTheDownloaderTheWholeFile()
    {
        const auto server = BundleServer::start(m_file);
        QVERIFY(bool(server));
        const QtHttpClient http{{}};
        const SystemClock clock;
        const Downloader downloader(http, clock, m_folder.path() + u"/store"_s);
        DownloadRequest request;
        request.url = (*server)->url();
        request.sha256 = sha256Of(m_content);
        const auto file = downloader.fetch(request, {});
        QVERIFY2(bool(file), file ? "" : qPrintable(file.error().message + file.error().detail));
        QVERIFY(file->isVerified);
        QCOMPARE(file->size, m_content.size());
    }

    void answersWholeAndInParts()
    {
        const auto server = BundleServer::start(m_file);
        QVERIFY(bool(server));
        const QUrl url = (*server)->url();
        const QByteArray whole = ask(url, "GET", {});
        QVERIFY(whole.startsWith("HTTP/1.1 200 "));
        QVERIFY(whole.endsWith(m_content));
        const QByteArray part = ask(url, "GET", "Range: bytes=10-19\r\n");
        QVERIFY(part.startsWith("HTTP/1.1 206 "));
        QVERIFY(part.contains("Content-Range: bytes 10-19/3000000\r\n"));
        QVERIFY(part.endsWith("\r\n\r\n" + m_content.sliced(10, 10)));
        QVERIFY(ask(url, "GET", "Range: bytes=10-19\r\nIf-Range: \"other\"\r\n")
                    .startsWith("HTTP/1.1 200 "));
        QVERIFY(ask(url, "GET", "Range: bytes=3000000-\r\n").startsWith("HTTP/1.1 416 "));
        const QByteArray head = ask(url, "HEAD", {});
        QVERIFY(head.contains("Content-Length: 3000000\r\n"));
        QVERIFY(head.endsWith("\r\n\r\n"));
        QVERIFY(ask(url, "GET", {}, "/").startsWith("HTTP/1.1 404 "));
        QVERIFY(ask(url, "POST", {}).startsWith("HTTP/1.1 404 "));
    }

    void endsWhileAClientReads()
    {
        QTcpSocket socket;
        {
            const auto server = BundleServer::start(m_file);
            QVERIFY(bool(server));
            socket.connectToHost((*server)->url().host(),
                                 static_cast<quint16>((*server)->url().port()));
            QVERIFY(socket.waitForConnected(5'000));
            socket.write("GET " + (*server)->url().path(QUrl::FullyEncoded).toLatin1()
                         + " HTTP/1.1\r\n\r\n");
            QVERIFY(socket.waitForReadyRead(5'000));
        }
        QVERIFY(socket.state() == QAbstractSocket::UnconnectedState
                || socket.waitForDisconnected(5'000));
    }

    void saysWhenThereIsNoFile()
    {
        const auto server = BundleServer::start(u"/nowhere"_s);
        QVERIFY(!server);
        QCOMPARE(server.error().code, ErrorCode::NotFound);
    }

    void readsRanges_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<std::optional<AskedRange>>("range");
        using Range = std::optional<AskedRange>;
        QTest::newRow("a part") << "bytes=0-9"_ba << Range(AskedRange{0, 9});
        QTest::newRow("from there on") << "bytes=90-"_ba << Range(AskedRange{90, 99});
        QTest::newRow("the last ten") << "bytes=-10"_ba << Range(AskedRange{90, 99});
        QTest::newRow("more than there is at the end")
            << "bytes=50-500"_ba << Range(AskedRange{50, 99});
        QTest::newRow("the last thousand of a hundred")
            << "bytes=-1000"_ba << Range(AskedRange{0, 99});
        QTest::newRow("beyond the end") << "bytes=100-"_ba << Range();
        QTest::newRow("backwards") << "bytes=9-0"_ba << Range();
        QTest::newRow("two at once") << "bytes=0-1,5-6"_ba << Range();
        QTest::newRow("another unit") << "lines=0-1"_ba << Range();
        QTest::newRow("no numbers") << "bytes=a-b"_ba << Range();
        QTest::newRow("no dash") << "bytes=5"_ba << Range();
        QTest::newRow("nothing") << "bytes=-"_ba << Range();
    }
    void readsRanges()
    {
        QFETCH(QByteArray, header);
        QFETCH(std::optional<AskedRange>, range);
        QVERIFY(byteRange(header, 100) == range);
    }

private:
    QTemporaryDir m_folder{QStringLiteral(PORTICO_BIN_DIR) + u"/../tests/serve-XXXXXX"_s};
    QString m_file;
    QByteArray m_content;
};

QTEST_GUILESS_MAIN(TestBundleServer)
#include "tst_bundleserver.moc"
