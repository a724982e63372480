// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/proxybypass.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestProxyBypass : public QObject
{
    Q_OBJECT

private slots:
    void matches_data();
    void matches();
    void unreadable_data();
    void unreadable();
    void noProxy();
};

void TestProxyBypass::matches_data()
{
    QTest::addColumn<QString>("entries");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isDirect");
    const auto row = [](const char *sentence, const char *entries, const char *url, bool isDirect) {
        QTest::newRow(sentence) << QString::fromLatin1(entries) << QString::fromLatin1(url)
                                << isDirect;
    };
    row("loopback is direct without a word", "", "http://127.0.0.1:8188/", true);
    row("so is all of 127/8", "", "http://127.9.8.7/", true);
    row("so is localhost", "", "https://localhost/x", true);
    row("so is ::1", "", "http://[::1]:9/", true);
    row("a public host is not", "", "https://example.org/", false);
    row("a host is direct", "example.org", "https://example.org/x", true);
    row("a host under it too", "example.org", "https://files.example.org/", true);
    row("a host that only ends so is not", "example.org", "https://badexample.org/", false);
    row("a leading dot means the same", ".example.org", "https://files.example.org/", true);
    row("so does a star", "*.example.org", "https://files.example.org/", true);
    row("capitals do not matter", "Example.ORG", "https://EXAMPLE.org/", true);
    row("names in other scripts",
        "b\xfc"
        "cher.example",
        "https://b\xfc"
        "cher.example/",
        true);
    row("the second of several", "a.example, b.example;c.example", "https://b.example/", true);
    row("an address", "10.1.2.3", "https://10.1.2.3/", true);
    row("another address", "10.1.2.3", "https://10.1.2.4/", false);
    row("a network", "10.0.0.0/8", "https://10.200.3.4/", true);
    row("outside the network", "10.0.0.0/8", "https://11.0.0.1/", false);
    row("a network says nothing about names", "0.0.0.0/0", "https://example.org/", false);
    row("an IPv6 network", "fd00::/8", "https://[fd12::1]/", true);
    row("the right port", "example.org:8443", "https://example.org:8443/", true);
    row("another port", "example.org:8443", "https://example.org/", false);
    row("a port that the scheme implies", "example.org:443", "https://example.org/", true);
    row("names without a dot", "<local>", "http://intranet/", true);
    row("names with a dot", "<local>", "http://intranet.example/", false);
    row("everything", "*", "https://example.org/", true);
}

void TestProxyBypass::matches()
{
    QFETCH(QString, entries);
    QFETCH(QString, url);
    QFETCH(bool, isDirect);
    const Result<ProxyBypass> bypass = ProxyBypass::parse(entries);
    QVERIFY(bypass);
    QCOMPARE(bypass->matches(QUrl(url)), isDirect);
}

void TestProxyBypass::unreadable_data()
{
    QTest::addColumn<QString>("entry");
    QTest::newRow("an address with a scheme") << u"https://example.org/"_s;
    QTest::newRow("a port that cannot be") << u"example.org:99999"_s;
    QTest::newRow("a network that is too long") << u"10.0.0.0/99"_s;
    QTest::newRow("a star in the middle") << u"a.*.example"_s;
    QTest::newRow("two dots") << u"a..example"_s;
    QTest::newRow("a user") << u"me@example.org"_s;
}

void TestProxyBypass::unreadable()
{
    QFETCH(QString, entry);
    const Result<ProxyBypass> bypass = ProxyBypass::parse(u"good.example,"_s + entry);
    QVERIFY(!bypass);
    QCOMPARE(bypass.error().code, ErrorCode::InvalidInput);
    QVERIFY2(bypass.error().message.contains(entry), qPrintable(bypass.error().message));
    QVERIFY(!bypass.error().nextStep.isEmpty());
}

void TestProxyBypass::noProxy()
{
    const Result<ProxyBypass> bypass = ProxyBypass::parse(u"*.a.example, 10.0.0.0/8 <local>"_s);
    QVERIFY(bypass);
    QCOMPARE(bypass->noProxy({u"files.example"_s}),
             u"localhost,127.0.0.1,127.0.0.0/8,::1,[::1],a.example,10.0.0.0/8,files.example"_s);
    QCOMPARE(ProxyBypass::parse(u"a.example,*"_s)->noProxy(), u"*"_s);
}

QTEST_GUILESS_MAIN(TestProxyBypass)
#include "tst_proxybypass.moc"
