// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/urlrules.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestUrlRules final : public QObject
{
    Q_OBJECT

private slots:
    void fetchUrl_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isAllowed");

        const auto row = [](const char *name, const QString &url, bool isAllowed) {
            QTest::newRow(name) << url << isAllowed;
        };
        row("https is allowed", u"https://github.com/a/b.zip"_s, true);
        row("https on another web port is allowed", u"https://files.example:8443/b.zip"_s, true);
        row("http to 127.0.0.1 is allowed", u"http://127.0.0.1:5000/b.zip"_s, true);
        row("http to localhost is allowed", u"http://localhost/b.zip"_s, true);
        row("http to ::1 is allowed", u"http://[::1]:9000/b.zip"_s, true);
        row("http to a host that the person allowed is allowed", u"http://nas.lan/b.zip"_s, true);
        row("http elsewhere is refused", u"http://example.com/b.zip"_s, false);
        row("http to a private address is refused", u"http://192.168.1.2/b.zip"_s, false);
        row("a name that begins like localhost is refused", u"http://localhost.evil.com/b"_s,
            false);
        row("a name that ends like an allowed one is refused", u"http://evil-nas.lan/b"_s, false);
        row("a user is refused", u"https://user@example.com/b.zip"_s, false);
        row("a user and password are refused", u"https://user:pw@example.com/b.zip"_s, false);
        row("a host that poses as a user is refused", u"https://github.com@evil.com/b"_s, false);
        row("port 0 is refused", u"https://example.com:0/b.zip"_s, false);
        row("port 22 is refused", u"https://example.com:22/b.zip"_s, false);
        row("port 25 is refused", u"http://127.0.0.1:25/b.zip"_s, false);
        row("2,100 characters are refused", u"https://example.com/"_s + QString(2100, u'a'), false);
        row("an encoded line feed is refused", u"https://example.com/a%0d%0aHost:%20x"_s, false);
        row("an encoded NUL is refused", u"https://example.com/a%00.zip"_s, false);
        row("a host with a leading dash is refused", u"https://-upload-pack=x/b"_s, false);
        row("ftp is refused", u"ftp://example.com/b.zip"_s, false);
        row("ssh is refused", u"ssh://git@example.com/b"_s, false);
        row("javascript is refused", u"javascript:alert(1)"_s, false);
        row("a file URL is not fetched by http", u"file:///etc/passwd"_s, false);
        row("a path without a host is refused", u"https:///b.zip"_s, false);
        row("nothing is refused", QString(), false);
    }

    void fetchUrl()
    {
        QFETCH(QString, url);
        QFETCH(bool, isAllowed);
        const Result<> result = checkFetchUrl(QUrl(url), {u"nas.lan"_s});
        QCOMPARE(bool(result), isAllowed);
        if (!result) {
            QVERIFY(!result.error().message.isEmpty());
            QVERIFY(!result.error().nextStep.isEmpty());
            QVERIFY(!result.error().detail.contains("pw"_L1));
        }
    }

    void privateHosts_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("isPrivate");

        for (const char *host :
             {"127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.1", "192.168.0.1",
              "169.254.169.254", "100.64.1.1", "0.0.0.0", "::1", "fe80::1", "fc00::1",
              "::ffff:10.0.0.1", "localhost", "printer.local", "a.localhost", "224.0.0.1"})
            QTest::addRow("%s is private", host) << QString::fromLatin1(host) << true;
        for (const char *host : {"8.8.8.8", "172.32.0.1", "172.15.0.1", "11.0.0.1", "192.169.0.1",
                                 "100.128.0.1", "2606:4700::1", "github.com", "local.example"})
            QTest::addRow("%s is public", host) << QString::fromLatin1(host) << false;
    }

    void privateHosts()
    {
        QFETCH(QString, host);
        QTEST(isPrivateHost(host), "isPrivate");
    }

    void redirects_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<int>("hops");
        QTest::addColumn<QString>("target");

        const auto row = [](const char *name, const QString &from, const QByteArray &location,
                            int hops, const QString &target) {
            QTest::newRow(name) << from << location << hops << target;
        };
        row("to another host", u"https://a.example/x"_s, "https://b.example/y", 0,
            u"https://b.example/y"_s);
        row("to a path", u"https://a.example/x/z"_s, "/y?q=1", 0, u"https://a.example/y?q=1"_s);
        row("without a scheme", u"https://a.example/x"_s, "//b.example/y", 0,
            u"https://b.example/y"_s);
        row("the fifth hop", u"https://a.example/x"_s, "/y", 4, u"https://a.example/y"_s);
        row("not the sixth", u"https://a.example/x"_s, "/y", 5, {});
        row("not from https to http", u"https://a.example/x"_s, "http://a.example/x", 0, {});
        row("not from https to http on loopback", u"https://a.example/x"_s, "http://127.0.0.1/x", 0,
            {});
        row("not to a file", u"https://a.example/x"_s, "file:///etc/passwd", 0, {});
        row("not to an address with a password", u"https://a.example/x"_s,
            "https://u:p@b.example/x", 0, {});
        row("not to nowhere", u"https://a.example/x"_s, "", 0, {});
    }

    void redirects()
    {
        QFETCH(QString, from);
        QFETCH(QByteArray, location);
        QFETCH(int, hops);
        QFETCH(QString, target);
        const Result<QUrl> result = redirectTarget(QUrl(from), location, hops, {});
        QCOMPARE(bool(result), !target.isEmpty());
        if (result)
            QCOMPARE(*result, QUrl(target));
        else
            QVERIFY(result.error().code == ErrorCode::Refused
                    || result.error().code == ErrorCode::InvalidInput);
    }

    void shownWithoutSecrets()
    {
        QCOMPARE(shownUrl(QUrl(u"https://me:pw@a.example/f.zip?token=abc#x"_s)),
                 u"https://a.example/f.zip"_s);
    }

    void originsAreSchemeHostAndPort()
    {
        const QUrl url(u"https://a.example/x"_s);
        QVERIFY(isSameOrigin(url, QUrl(u"https://A.example:443/y"_s)));
        QVERIFY(!isSameOrigin(url, QUrl(u"http://a.example/x"_s)));
        QVERIFY(!isSameOrigin(url, QUrl(u"https://a.example:8443/x"_s)));
        QVERIFY(!isSameOrigin(url, QUrl(u"https://b.a.example/x"_s)));
    }
};

QTEST_GUILESS_MAIN(TestUrlRules)
#include "tst_urlrules.moc"
