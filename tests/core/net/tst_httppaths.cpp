// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/net/httpfixture.h"
#include "tests/support/http/testcertificate.h"

#include <QElapsedTimer>
#include <QLocale>
#include <QSslSocket>
#include <QTest>

#include <thread>

using namespace portico;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Ending = ScriptedReply::Ending;

class TestHttpPaths final : public QObject
{
    Q_OBJECT

private slots:
    void httpProxyWithLogin();
    void wrongProxyLoginIsSaid();
    void socksProxyWithLogin();
    void loopbackIsNeverProxied();
    void certificates_data();
    void certificates();
    void untrustedCertificateIsNamed();
};

void TestHttpPaths::httpProxyWithLogin()
{
    const FaultServer proxy([](const SeenRequest &seen) {
        if (!seen.header("Proxy-Authorization").startsWith("Basic ")) {
            ScriptedReply reply = text("who are you");
            reply.status = 407;
            reply.setHeader("Proxy-Authenticate", "Basic realm=\"p\"");
            return reply;
        }
        return text("through the proxy");
    });
    const QtHttpClient http(
        networkThrough(ProxyServer::Kind::Http, proxy.port(), u"me"_s, u"secret"_s));
    HttpRequest request = requestFor(QUrl(u"http://files.example/a.zip"_s));
    request.plainHttpHosts = {u"files.example"_s};
    const Result<QByteArray> got = getDocument(http, request, 100, {});
    QVERIFY2(got, qPrintable(got ? QString() : got.error().message));
    QCOMPARE(*got, QByteArray("through the proxy"));
    QCOMPARE(proxy.requests().constLast().target, QByteArray("http://files.example/a.zip"));
    QCOMPARE(proxy.requests().constLast().header("Proxy-Authorization"),
             "Basic " + QByteArray("me:secret").toBase64());
}

void TestHttpPaths::wrongProxyLoginIsSaid()
{
    const FaultServer proxy([](const SeenRequest &) {
        ScriptedReply reply = text("who are you");
        reply.status = 407;
        reply.setHeader("Proxy-Authenticate", "Basic realm=\"p\"");
        return reply;
    });
    const QtHttpClient http(
        networkThrough(ProxyServer::Kind::Http, proxy.port(), u"me"_s, u"wrong"_s));
    HttpRequest request = requestFor(QUrl(u"http://files.example/a.zip"_s));
    request.plainHttpHosts = {u"files.example"_s};
    const Result<QByteArray> got = getDocument(http, request, 100, {});
    QVERIFY(!got);
    QCOMPARE(got.error().code, ErrorCode::PermissionDenied);
}

void TestHttpPaths::socksProxyWithLogin()
{
    FaultServer::Options options;
    options.socksUser = "me";
    options.socksPassword = "secret";
    const FaultServer proxy([](const SeenRequest &) { return text("through socks"); }, options);
    const QtHttpClient http(
        networkThrough(ProxyServer::Kind::Socks5, proxy.port(), u"me"_s, u"secret"_s));
    HttpRequest request = requestFor(QUrl(u"http://files.example/a.zip"_s));
    request.plainHttpHosts = {u"files.example"_s};
    const Result<QByteArray> got = getDocument(http, request, 100, {});
    QVERIFY2(got, qPrintable(got ? QString() : got.error().message));
    QCOMPARE(*got, QByteArray("through socks"));
    QCOMPARE(proxy.requests().constFirst().socksTarget, QByteArray("files.example:80"));
}

void TestHttpPaths::loopbackIsNeverProxied()
{
    const FaultServer server([](const SeenRequest &) { return text("direct"); });
    // Nothing listens at that proxy.
    const QtHttpClient http(networkThrough(ProxyServer::Kind::Http, 9));
    const Result<QByteArray> got = getDocument(http, server.url(u"/x"_s), 100, {});
    QVERIFY2(got, qPrintable(got ? QString() : got.error().message));
    QCOMPARE(*got, QByteArray("direct"));
}

void TestHttpPaths::certificates_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("fromDays");
    QTest::addColumn<int>("toDays");
    QTest::addColumn<bool>("isAccepted");
    QTest::newRow("a good one is accepted") << QByteArray("localhost") << -1 << 30 << true;
    QTest::newRow("an expired one is refused") << QByteArray("localhost") << -30 << -1 << false;
    QTest::newRow("one of tomorrow is refused") << QByteArray("localhost") << 1 << 30 << false;
    QTest::newRow("one for another host is refused")
        << QByteArray("other.example") << -1 << 30 << false;
}

void TestHttpPaths::certificates()
{
    QFETCH(QByteArray, host);
    QFETCH(int, fromDays);
    QFETCH(int, toDays);
    QFETCH(bool, isAccepted);
    const TestCertificate made = makeTestCertificate(host, fromDays, toDays);
    FaultServer::Options options;
    options.certificate = made.certificate;
    options.key = made.key;
    const FaultServer server([](const SeenRequest &) { return text("safe"); }, options);
    const QtHttpClient http(networkTrusting({made.certificate}));
    const Result<QByteArray> got = getDocument(http, server.url(u"/x"_s), 100, {});
    QCOMPARE(bool(got), isAccepted);
    if (!isAccepted) {
        QCOMPARE(got.error().code, ErrorCode::Refused);
        QCOMPARE(server.requests().size(), 0);
    }
}

void TestHttpPaths::untrustedCertificateIsNamed()
{
    const TestCertificate made = makeTestCertificate("localhost", -1, 30);
    FaultServer::Options options;
    options.certificate = made.certificate;
    options.key = made.key;
    const FaultServer server([](const SeenRequest &) { return text("safe"); }, options);
    const QtHttpClient http;
    HttpRequest request = requestFor(server.url(u"/x"_s));
    request.authorization = "Bearer CANARY";
    const Result<QByteArray> got = getDocument(http, request, 100, {});
    QVERIFY(!got);
    QCOMPARE(got.error().code, ErrorCode::Refused);
    QVERIFY2(got.error().message.contains("Portico Test Issuer"_L1),
             qPrintable(got.error().message));
    const QString day = QLocale().toString(made.certificate.expiryDate().toLocalTime().date(),
                                           QLocale::ShortFormat);
    QVERIFY2(got.error().message.contains(day), qPrintable(got.error().message));
    QCOMPARE(server.requests().size(), 0);
}

QTEST_GUILESS_MAIN(TestHttpPaths)
#include "tst_httppaths.moc"
