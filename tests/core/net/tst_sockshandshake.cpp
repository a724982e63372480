// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/proxyrequest.h"
#include "core/net/sockshandshake.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What is said to a SOCKS proxy and understood of it (RFC 1928, RFC 1929), and what a program asks
 *  an http proxy for: bytes only, nobody is connected. */
class TestSocksHandshake : public QObject
{
    Q_OBJECT

private slots:
    void asksForAHost_data();
    void asksForAHost();
    void saysWhyNot_data();
    void saysWhyNot();
    void readsAnAddressBack_data();
    void readsAnAddressBack();
    void understandsAProgram();
    void refusesWhatIsNoRequest_data();
    void refusesWhatIsNoRequest();

private:
    using State = SocksHandshake::State;

    static ProxyServer proxy(const QString &user = {}, const QString &password = {})
    {
        return {.kind = ProxyServer::Kind::Socks5,
                .host = u"p.example"_s,
                .port = 1080,
                .user = user,
                .password = password};
    }
    static QByteArray bytes(const char *hex) { return QByteArray::fromHex(hex); }
};

void TestSocksHandshake::asksForAHost_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<QList<QByteArray>>("answers"); // of the proxy
    QTest::addColumn<QList<QByteArray>>("says");    // what each brings forth
    const QByteArray made = bytes("05000001000000000000");
    const QByteArray login = bytes("01 02") + "me" + bytes("04") + "p\xc3\xa4s";
    QTest::newRow("a name, looked up by the proxy")
        << u""_s << u"x"_s << bytes("050100") << QList{bytes("0500"), made}
        << QList{bytes("05010003 0178 01bb"), QByteArray()};
    QTest::newRow("an address of four bytes")
        << u""_s << u"192.0.2.7"_s << bytes("050100") << QList{bytes("0500"), made}
        << QList{bytes("05010001 c0000207 01bb"), QByteArray()};
    QTest::newRow("an address of sixteen bytes")
        << u""_s << u"2001:db8::1"_s << bytes("050100") << QList{bytes("0500"), made}
        << QList{bytes("05010004 20010db8000000000000000000000001 01bb"), QByteArray()};
    QTest::newRow("with a login, in UTF-8")
        << u"me"_s << u"x"_s << bytes("05020002") << QList{bytes("0502"), bytes("0100"), made}
        << QList{login, bytes("05010003 0178 01bb"), QByteArray()};
    QTest::newRow("a login that nobody asks for")
        << u"me"_s << u"x"_s << bytes("05020002") << QList{bytes("0500"), made}
        << QList{bytes("05010003 0178 01bb"), QByteArray()};
    QTest::newRow("an answer with a name in it")
        << u""_s << u"x"_s << bytes("050100")
        << QList{bytes("0500"), bytes("05000003 03616263 0050")}
        << QList{bytes("05010003 0178 01bb"), QByteArray()};
    QTest::newRow("an answer with an address of sixteen bytes")
        << u""_s << u"x"_s << bytes("050100")
        << QList{bytes("0500"), bytes("05000004 00000000000000000000000000000000 0000")}
        << QList{bytes("05010003 0178 01bb"), QByteArray()};
}

void TestSocksHandshake::asksForAHost()
{
    QFETCH(QString, user);
    QFETCH(QString, host);
    QFETCH(QByteArray, greeting);
    QFETCH(QList<QByteArray>, answers);
    QFETCH(QList<QByteArray>, says);
    // Each answer whole, then the same byte by byte: the network cuts where it wants.
    for (const bool isCut : {false, true}) {
        SocksHandshake handshake(proxy(user, u"päs"_s), host, 443);
        QCOMPARE(handshake.greeting(), greeting);
        QByteArray received;
        for (qsizetype i = 0; i < answers.size(); ++i) {
            QCOMPARE(handshake.error(), std::nullopt);
            QByteArray said;
            QByteArray answer = answers.at(i);
            if (i == answers.size() - 1)
                answer += "first bytes of the host";
            for (qsizetype at = 0; at < answer.size(); at += isCut ? 1 : answer.size()) {
                received += answer.mid(at, isCut ? 1 : -1);
                said += handshake.hear(received);
            }
            QCOMPARE(said, says.at(i));
        }
        QCOMPARE(handshake.state(), State::Done);
        QCOMPARE(received, QByteArray("first bytes of the host"));
    }
}

void TestSocksHandshake::saysWhyNot_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QList<QByteArray>>("answers");
    QTest::addColumn<ErrorCode>("code");
    const QList<QByteArray> in{bytes("0500")};
    QTest::newRow("a web server") << u""_s << QList<QByteArray>{"HTTP/1.1 400 Bad Request\r\n"}
                                  << ErrorCode::Refused;
    QTest::newRow("a SOCKS4 proxy") << u""_s << QList{bytes("005b")} << ErrorCode::Refused;
    QTest::newRow("no way to log in that both know")
        << u""_s << QList{bytes("05ff")} << ErrorCode::PermissionDenied;
    QTest::newRow("a login is wanted and there is none")
        << u""_s << QList{bytes("0502")} << ErrorCode::PermissionDenied;
    QTest::newRow("a login that is not asked for that way")
        << u"me"_s << QList{bytes("0501")} << ErrorCode::PermissionDenied;
    QTest::newRow("a wrong password")
        << u"me"_s << QList{bytes("0502"), bytes("0101")} << ErrorCode::PermissionDenied;
    QTest::newRow("a user longer than SOCKS can say")
        << QString(256, u'u') << QList{bytes("0502")} << ErrorCode::PermissionDenied;
    QTest::newRow("not allowed by its rules")
        << u""_s << in + QList{bytes("05020001000000000000")} << ErrorCode::Refused;
    QTest::newRow("no such host") << u""_s << in + QList{bytes("0504")} << ErrorCode::Network;
    QTest::newRow("refused there") << u""_s << in + QList{bytes("0505")} << ErrorCode::Network;
    QTest::newRow("too late") << u""_s << in + QList{bytes("0506")} << ErrorCode::Timeout;
    QTest::newRow("a code that nobody knows")
        << u""_s << in + QList{bytes("05ee")} << ErrorCode::Network;
    QTest::newRow("an address of no known kind")
        << u""_s << in + QList{bytes("0500000900")} << ErrorCode::Refused;
    QTest::newRow("another version in the middle")
        << u""_s << in + QList{bytes("0400000100")} << ErrorCode::Refused;
}

void TestSocksHandshake::saysWhyNot()
{
    QFETCH(QString, user);
    QFETCH(QList<QByteArray>, answers);
    QFETCH(ErrorCode, code);
    SocksHandshake handshake(proxy(user, u"secret"_s), u"host.example"_s, 443);
    QByteArray received;
    for (const QByteArray &answer : std::as_const(answers)) {
        QCOMPARE(handshake.error(), std::nullopt);
        received += answer;
        handshake.hear(received);
    }
    QCOMPARE(handshake.state(), State::Failed);
    const Error &error = *handshake.error();
    QCOMPARE(error.code, code);
    QVERIFY2(error.message.contains(u"p.example:1080"_s), qPrintable(error.message));
    QVERIFY(!error.nextStep.isEmpty());
    QVERIFY(!(error.message + error.detail).contains(u"secret"_s));
    received += "more";
    QCOMPARE(handshake.hear(received), QByteArray());
    QCOMPARE(handshake.state(), State::Failed);
}

void TestSocksHandshake::readsAnAddressBack_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::newRow("without a login") << u""_s << u""_s;
    QTest::newRow("with a user alone") << u"me"_s << u""_s;
    QTest::newRow("with all that a password may hold") << u"d\\me"_s << u"p@ss w:rd/%é#?"_s;
}

void TestSocksHandshake::readsAnAddressBack()
{
    QFETCH(QString, user);
    QFETCH(QString, password);
    const ProxyServer server = proxy(user, password);
    QCOMPARE(socksProxyFromAddress(proxyAddress(server, Secrets::Shown)), server);
    for (const auto other : {"", "http://p.example:1080", "socks5h://p.example", "socks5h://:1080"})
        QCOMPARE(socksProxyFromAddress(QString::fromLatin1(other)), std::nullopt);
}

void TestSocksHandshake::understandsAProgram()
{
    const auto tunnel = readProxyRequest("CONNECT x.example:443 HTTP/1.1\r\nHost: x.example:443\r\n"
                                         "Proxy-Authorization: Basic abc\r\n\r\n");
    QVERIFY(tunnel && tunnel->isTunnel);
    QCOMPARE(tunnel->host, u"x.example"_s);
    QCOMPARE(tunnel->port, 443);
    QCOMPARE(tunnel->authorization, QByteArray("Basic abc"));
    QCOMPARE(tunnel->head, QByteArray());
    const auto address = readProxyRequest("CONNECT [2001:db8::1]:443 HTTP/1.1\r\n\r\n");
    QVERIFY(address);
    QCOMPARE(address->host, u"2001:db8::1"_s);
    const auto plain =
        readProxyRequest("POST http://x.example/a%20b?c=d HTTP/1.1\r\nHost: x.example\r\n"
                         "proxy-authorization: Basic abc\r\nProxy-Connection: Keep-Alive\r\n"
                         "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n");
    QVERIFY(plain && !plain->isTunnel);
    QCOMPARE(plain->port, 80);
    QCOMPARE(plain->head,
             QByteArray("POST /a%20b?c=d HTTP/1.1\r\nHost: x.example\r\n"
                        "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"));
    const auto bare = readProxyRequest("GET http://x.example:8080 HTTP/1.0\r\n\r\n");
    QVERIFY(bare);
    QCOMPARE(bare->port, 8080);
    QVERIFY(bare->head.startsWith("GET / HTTP/1.1\r\n"));
}

void TestSocksHandshake::refusesWhatIsNoRequest_data()
{
    QTest::addColumn<QByteArray>("head");
    const auto row = [](const char *name, const QByteArray &head) {
        QTest::newRow(name) << head + "\r\n\r\n";
    };
    row("nothing", "");
    row("a page of its own", "GET /index.html HTTP/1.1");
    row("two words", "CONNECT x.example:443");
    row("no port", "CONNECT x.example HTTP/1.1");
    row("a port that is none", "CONNECT x.example:99999 HTTP/1.1");
    row("a path behind the port", "CONNECT x.example:443/a HTTP/1.1");
    row("a login before the host", "CONNECT me:pw@x.example:443 HTTP/1.1");
    row("another scheme", "GET ftp://x.example/ HTTP/1.1");
    row("https without a tunnel", "GET https://x.example/ HTTP/1.1");
    row("another protocol", "CONNECT x.example:443 GIT/1.1");
    row("a field without a colon", "CONNECT x.example:443 HTTP/1.1\r\nHost");
    row("a folded field", "CONNECT x.example:443 HTTP/1.1\r\nA: b\r\n c: d");
    row("a hidden line end", "GET http://x.example/ HTTP/1.1\r\nA: b\rC: d");
}

void TestSocksHandshake::refusesWhatIsNoRequest()
{
    QFETCH(QByteArray, head);
    QVERIFY(!readProxyRequest(head));
}

QTEST_GUILESS_MAIN(TestSocksHandshake)
#include "tst_sockshandshake.moc"
