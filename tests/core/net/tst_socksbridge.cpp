// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/bridgedenvironment.h"
#include "core/net/socksbridge.h"
#include "tests/support/network/socksprogram.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace portico;
using namespace portico::test;
using namespace Qt::StringLiterals;

/** The http proxy in front of a SOCKS proxy, spoken with as a program does, through the real proxy
 *  of tests/support/network to a server of this test. */
class TestSocksBridge : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void leadsThroughATunnel();
    void leadsAPlainRequest();
    void letsNobodyElseIn_data();
    void letsNobodyElseIn();
    void saysWhyTheWayIsBarred_data();
    void saysWhyTheWayIsBarred();
    void holdsNoMoreThanItsBuffers();
    void endsAtOnceInTheMiddle();
    void standsInAToolsEnvironment();

private:
    /** A connection to the bridge on which that was said. */
    std::unique_ptr<QTcpSocket> said(const SocksBridge &bridge, const QByteArray &request) const;
    QByteArray connectRequest(const SocksBridge &bridge, const QString &host) const;
    static QByteArray hear(QTcpSocket &socket, const QByteArray &until);
    QTcpSocket *accept();

    std::unique_ptr<QTcpServer> m_server;
};

void TestSocksBridge::init()
{
    m_server = std::make_unique<QTcpServer>();
    m_server->setProxy(QNetworkProxy::NoProxy);
    QVERIFY(m_server->listen(QHostAddress(QHostAddress::LocalHost)));
}

std::unique_ptr<QTcpSocket> TestSocksBridge::said(const SocksBridge &bridge,
                                                  const QByteArray &request) const
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->connectToHost(u"127.0.0.1"_s, static_cast<quint16>(QUrl(bridge.proxyUrl()).port()));
    if (!socket->waitForConnected(5'000))
        qFatal("the bridge does not listen");
    socket->write(request);
    socket->waitForBytesWritten(5'000);
    return socket;
}

QByteArray TestSocksBridge::connectRequest(const SocksBridge &bridge, const QString &host) const
{
    const QByteArray place = host.toUtf8() + ':' + QByteArray::number(m_server->serverPort());
    return "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\nProxy-Authorization: Basic "
        + QUrl(bridge.proxyUrl()).userInfo().toUtf8().toBase64() + "\r\n\r\n";
}

QByteArray TestSocksBridge::hear(QTcpSocket &socket, const QByteArray &until)
{
    QByteArray heard;
    const QDeadlineTimer deadline(20'000);
    while (!deadline.hasExpired() && (until.isEmpty() || !heard.contains(until))) {
        heard += socket.readAll();
        if (socket.state() != QAbstractSocket::ConnectedState && socket.bytesAvailable() == 0)
            break;
        if (socket.bytesAvailable() == 0)
            socket.waitForReadyRead(100);
    }
    return heard;
}

QTcpSocket *TestSocksBridge::accept()
{
    if (!m_server->waitForNewConnection(10'000))
        qFatal("nobody came");
    return m_server->nextPendingConnection();
}

void TestSocksBridge::leadsThroughATunnel()
{
    SocksProgram socks({u"socks"_s, u"--login"_s, u"me"_s, u"p@ss wörd"_s,
                        u"hub.example=127.0.0.1:%1"_s.arg(m_server->serverPort())});
    const auto bridge = SocksBridge::start(socks.server(u"me"_s, u"p@ss wörd"_s));
    QVERIFY(bridge);
    const auto program = said(**bridge, connectRequest(**bridge, u"hub.example"_s) + "early");
    QTcpSocket *const server = accept();
    QCOMPARE(socks.line(), u"hub.example:%1"_s.arg(m_server->serverPort()));
    QVERIFY(hear(*program, "\r\n\r\n").startsWith("HTTP/1.1 200 "));
    QCOMPARE(hear(*server, "early"), QByteArray("early"));
    server->write("answer");
    server->disconnectFromHost();
    if (server->state() != QAbstractSocket::UnconnectedState)
        QVERIFY(server->waitForDisconnected(5'000));
    QCOMPARE(hear(*program, {}), QByteArray("answer"));
    QCOMPARE((*bridge)->failure(), std::nullopt);
}

void TestSocksBridge::leadsAPlainRequest()
{
    SocksProgram socks({u"socks"_s});
    const auto bridge = SocksBridge::start(socks.server());
    QVERIFY(bridge);
    const QByteArray login = QUrl((*bridge)->proxyUrl()).userInfo().toUtf8().toBase64();
    const auto program =
        said(**bridge,
             "GET http://127.0.0.1:" + QByteArray::number(m_server->serverPort())
                 + "/x HTTP/1.1\r\nHost: h\r\nProxy-Authorization: Basic " + login + "\r\n\r\n");
    QTcpSocket *const server = accept();
    const QByteArray head = hear(*server, "\r\n\r\n");
    QCOMPARE(head, QByteArray("GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
    server->write("HTTP/1.1 204 No Content\r\n\r\n");
    QVERIFY(server->waitForBytesWritten(5'000));
    QVERIFY(hear(*program, "\r\n\r\n").startsWith("HTTP/1.1 204 "));
}

void TestSocksBridge::letsNobodyElseIn_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("without its login")
        << QByteArray("CONNECT 127.0.0.1:9 HTTP/1.1\r\n\r\n") << QByteArray("407");
    QTest::newRow("with another login")
        << QByteArray("CONNECT 127.0.0.1:9 HTTP/1.1\r\nProxy-Authorization: Basic bWU6cHc=\r\n\r\n")
        << QByteArray("407");
    QTest::newRow("with nonsense") << QByteArray("\x16\x03\x01\r\n\r\n") << QByteArray("400");
    QTest::newRow("with a head that never ends") << QByteArray(70'000, 'a') << QByteArray("431");
}

void TestSocksBridge::letsNobodyElseIn()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    const auto bridge =
        SocksBridge::start({.kind = ProxyServer::Kind::Socks5, .host = u"127.0.0.1"_s, .port = 9});
    QVERIFY(bridge);
    const auto program = said(**bridge, request);
    const QByteArray answer = hear(*program, {});
    // Who still talks when it is answered may lose the answer with the connection.
    const bool isLost = answer.isEmpty() && request.size() > 64 << 10;
    QVERIFY2(isLost || answer.startsWith("HTTP/1.1 " + status + ' '), answer.constData());
    QCOMPARE(program->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE((*bridge)->failure(), std::nullopt);
}

void TestSocksBridge::saysWhyTheWayIsBarred_data()
{
    QTest::addColumn<QStringList>("proxy"); // empty: none is there
    QTest::addColumn<QString>("host");
    QTest::addColumn<ErrorCode>("code");
    const QStringList login{u"socks"_s, u"--login"_s, u"me"_s, u"right"_s};
    QTest::newRow("a wrong password") << login << u"127.0.0.1"_s << ErrorCode::PermissionDenied;
    QTest::newRow("no proxy there") << QStringList() << u"127.0.0.1"_s << ErrorCode::Network;
    QTest::newRow("a proxy that hangs up in the middle")
        << QStringList{u"socks"_s} << u"nowhere.invalid"_s << ErrorCode::Network;
}

void TestSocksBridge::saysWhyTheWayIsBarred()
{
    QFETCH(QStringList, proxy);
    QFETCH(QString, host);
    QFETCH(ErrorCode, code);
    std::optional<SocksProgram> socks;
    ProxyServer server{.kind = ProxyServer::Kind::Socks5, .host = u"127.0.0.1"_s, .port = 1};
    if (!proxy.isEmpty())
        server = socks.emplace(proxy).server(u"me"_s, u"wrong"_s);
    const auto bridge = SocksBridge::start(server);
    QVERIFY(bridge);
    const auto program = said(**bridge, connectRequest(**bridge, host));
    const QByteArray answer = hear(*program, {});
    QVERIFY2(answer.startsWith("HTTP/1.1 502 "), answer.constData());
    const std::optional<Error> failure = (*bridge)->failure();
    QVERIFY(failure);
    QCOMPARE(failure->code, code);
    QVERIFY(!failure->message.contains(u"wrong"_s));
}

void TestSocksBridge::holdsNoMoreThanItsBuffers()
{
    SocksProgram socks({u"socks"_s});
    const auto bridge = SocksBridge::start(socks.server());
    QVERIFY(bridge);
    const auto program = said(**bridge, connectRequest(**bridge, u"127.0.0.1"_s));
    program->setReadBufferSize(1); // reads nothing yet
    QTcpSocket *const server = accept();
    const QByteArray block(1 << 20, 'x');
    constexpr int blocks = 64;
    qint64 taken = 0;
    // What the bridge, the proxy and three sockets of the system hold is a few MiB: the rest stays
    // with the server.
    server->write(block.repeated(blocks));
    while (server->waitForBytesWritten(1'000)) { }
    taken = blocks * block.size() - server->bytesToWrite();
    QVERIFY2(taken < 32 << 20, qPrintable(QString::number(taken)));
    program->setReadBufferSize(0);
    qint64 read = 0;
    const QDeadlineTimer deadline(60'000);
    while (read < blocks * block.size() && !deadline.hasExpired()) {
        server->waitForBytesWritten(1);
        program->waitForReadyRead(10);
        read += program->readAll().size();
    }
    QVERIFY(read >= blocks * block.size()); // and the head of the tunnel
}

void TestSocksBridge::endsAtOnceInTheMiddle()
{
    SocksProgram socks({u"silent"_s});
    auto bridge = SocksBridge::start(socks.server());
    QVERIFY(bridge);
    const auto program = said(**bridge, connectRequest(**bridge, u"127.0.0.1"_s));
    QVERIFY(!program->waitForReadyRead(200));
    QElapsedTimer clock;
    clock.start();
    bridge->reset();
    QVERIFY(clock.elapsed() < kAtOnceMs);
    QCOMPARE(hear(*program, {}), QByteArray());
    QCOMPARE(program->state(), QAbstractSocket::UnconnectedState);
}

void TestSocksBridge::standsInAToolsEnvironment()
{
    ToolEnvironment tool;
    tool.variables = {{u"HTTPS_PROXY"_s, u"socks5h://me:pw@127.0.0.1:9"_s},
                      {u"https_proxy"_s, u"socks5h://me:pw@127.0.0.1:9"_s},
                      {u"NO_PROXY"_s, u"localhost"_s}};
    const auto bridged = bridgedEnvironment(tool);
    QVERIFY(bridged && bridged->bridge);
    const QString address = bridged->bridge->proxyUrl();
    QVERIFY2(QUrl(address).host() == u"127.0.0.1"_s, qPrintable(address));
    QCOMPARE(bridged->environment.variables,
             (QMap<QString, QString>{{u"HTTPS_PROXY"_s, address},
                                     {u"https_proxy"_s, address},
                                     {u"NO_PROXY"_s, u"localhost"_s}}));
    QVERIFY(bridged->environment.secrets.contains(address));
    tool.variables[u"HTTPS_PROXY"_s] = u"http://p.example:3128"_s;
    const auto same = bridgedEnvironment(tool);
    QVERIFY(same && !same->bridge);
    QCOMPARE(same->environment, tool);
}

QTEST_GUILESS_MAIN(TestSocksBridge)
#include "tst_socksbridge.moc"
