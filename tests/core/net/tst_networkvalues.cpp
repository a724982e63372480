// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/authorities.h"
#include "core/net/networkvalues.h"
#include "tests/support/http/testcertificate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestNetworkValues : public QObject
{
    Q_OBJECT

private slots:
    void proxies_data();
    void proxies();
    void refusedProxies_data();
    void refusedProxies();
    void loginsStayWithTheirProxy();
    void addresses_data();
    void addresses();
    void authorities();
    void refusedAuthorities_data();
    void refusedAuthorities();
    void keysHaveNames();

private:
    QTemporaryDir m_folder;
};

void TestNetworkValues::proxies_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<ProxySettings::Mode>("mode");
    QTest::addColumn<QString>("again");
    using Mode = ProxySettings::Mode;
    QTest::newRow("nothing is the system's") << QString() << Mode::System << u"system"_s;
    QTest::newRow("the system's") << u"system"_s << Mode::System << u"system"_s;
    QTest::newRow("none") << u"none"_s << Mode::None << u"none"_s;
    QTest::newRow("http") << u"http://proxy.example:3128"_s << Mode::Http
                          << u"http://proxy.example:3128"_s;
    QTest::newRow("http with a slash and a user")
        << u"http://me@proxy.example:3128/"_s << Mode::Http << u"http://me@proxy.example:3128"_s;
    QTest::newRow("a user of a domain") << u"http://CORP%5Cme@proxy.example:3128"_s << Mode::Http
                                        << u"http://CORP%5Cme@proxy.example:3128"_s;
    QTest::newRow("socks") << u"socks5://[fd00::1]:1080"_s << Mode::Socks5
                           << u"socks5://[fd00::1]:1080"_s;
    QTest::newRow("socks, as curl writes it")
        << u"socks5h://proxy.example:1080"_s << Mode::Socks5 << u"socks5://proxy.example:1080"_s;
    QTest::newRow("a script") << u"pac+http://wpad.example/proxy.pac"_s << Mode::Pac
                              << u"pac+http://wpad.example/proxy.pac"_s;
    QTest::newRow("a script in a file")
        << u"pac+/etc/proxy.pac"_s << Mode::Pac << u"pac+file:///etc/proxy.pac"_s;
}

void TestNetworkValues::proxies()
{
    QFETCH(QString, value);
    QFETCH(ProxySettings::Mode, mode);
    const auto changed = withNetworkValue({}, NetworkKey::Proxy, value);
    QVERIFY2(changed, qPrintable(changed ? QString() : changed.error().message));
    QCOMPARE(changed->proxy.mode, mode);
    QTEST(networkValue(*changed, NetworkKey::Proxy), "again");
}

void TestNetworkValues::refusedProxies_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("a password") << u"http://me:secret@proxy.example:3128"_s << ErrorCode::Refused;
    QTest::newRow("no port") << u"http://proxy.example"_s << ErrorCode::InvalidInput;
    QTest::newRow("a port that cannot be")
        << u"http://proxy.example:0"_s << ErrorCode::InvalidInput;
    QTest::newRow("no host") << u"http://:3128"_s << ErrorCode::InvalidInput;
    QTest::newRow("a path") << u"http://proxy.example:3128/x"_s << ErrorCode::InvalidInput;
    QTest::newRow("TLS to the proxy") << u"https://proxy.example:3128"_s << ErrorCode::InvalidInput;
    QTest::newRow("SOCKS 4") << u"socks4://proxy.example:1080"_s << ErrorCode::InvalidInput;
    QTest::newRow("a word") << u"yes"_s << ErrorCode::InvalidInput;
    QTest::newRow("a script by ftp") << u"pac+ftp://x.example/p.pac"_s << ErrorCode::InvalidInput;
    QTest::newRow("a script with a login")
        << u"pac+https://me:pw@x.example/p.pac"_s << ErrorCode::InvalidInput;
}

void TestNetworkValues::refusedProxies()
{
    QFETCH(QString, value);
    const auto changed = withNetworkValue({}, NetworkKey::Proxy, value);
    QVERIFY(!changed);
    QTEST(changed.error().code, "code");
    QVERIFY(!changed.error().nextStep.isEmpty());
    const QString all = changed.error().message + changed.error().nextStep + changed.error().detail;
    QVERIFY2(!all.contains("secret"_L1), qPrintable(all));
}

void TestNetworkValues::loginsStayWithTheirProxy()
{
    auto settings = withNetworkValue({}, NetworkKey::Proxy, u"http://me@proxy.example:3128"_s);
    settings = withNetworkValue(*settings, NetworkKey::Proxy, u"pac+https://a.example/p.pac"_s);
    QCOMPARE(settings->proxy.user, QString());
    settings = withNetworkValue(*settings, NetworkKey::ProxyUser, u"me"_s);
    settings = withNetworkValue(*settings, NetworkKey::Proxy, u"pac+https://b.example/p.pac"_s);
    QCOMPARE(settings->proxy.user, u"me"_s);
}

void TestNetworkValues::addresses_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("kept");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("an index") << u"https://mirror.example/simple/"_s
                              << u"https://mirror.example/simple"_s << ErrorCode::Internal;
    QTest::newRow("a mirror that takes whole addresses")
        << u"https://proxy.example/https://github.com"_s
        << u"https://proxy.example/https://github.com"_s << ErrorCode::Internal;
    QTest::newRow("nothing takes it back") << QString() << QString() << ErrorCode::Internal;
    QTest::newRow("http on this computer")
        << u"http://127.0.0.1:3141/simple"_s << u"http://127.0.0.1:3141/simple"_s
        << ErrorCode::Internal;
    QTest::newRow("http from a host that is allowed")
        << u"http://files.lan/simple"_s << u"http://files.lan/simple"_s << ErrorCode::Internal;
    QTest::newRow("http from another")
        << u"http://other.lan/simple"_s << QString() << ErrorCode::Refused;
    QTest::newRow("a password") << u"https://me:pw@mirror.example/simple"_s << QString()
                                << ErrorCode::Refused;
    QTest::newRow("a query") << u"https://mirror.example/simple?x=1"_s << QString()
                             << ErrorCode::InvalidInput;
    QTest::newRow("no address") << u"mirror.example"_s << QString() << ErrorCode::InvalidInput;
}

void TestNetworkValues::addresses()
{
    QFETCH(QString, value);
    QFETCH(ErrorCode, code);
    NetworkSettings settings;
    settings.plainHttpHosts = {u"files.lan"_s};
    for (const NetworkKey key : {NetworkKey::GithubMirror, NetworkKey::PackageIndex,
                                 NetworkKey::TorchIndex, NetworkKey::PythonMirror}) {
        const auto changed = withNetworkValue(settings, key, value);
        QCOMPARE(bool(changed), code == ErrorCode::Internal);
        if (!changed) {
            QCOMPARE(changed.error().code, code);
            continue;
        }
        QTEST(networkValue(*changed, key), "kept");
    }
}

void TestNetworkValues::authorities()
{
    const TestCertificate made = makeTestCertificate("ca.example", -1, 30);
    const QString path = m_folder.filePath(u"corp.pem"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("some words before it\n" + made.certificate.toPem() + made.certificate.toPem());
    file.close();
    const auto changed = withNetworkValue({}, NetworkKey::Authority, path);
    QVERIFY2(changed, qPrintable(changed ? QString() : changed.error().message));
    QCOMPARE(readAuthorities(path)->size(), 2);

    const auto bundle = writeAuthorityBundle(m_folder.filePath(u"b"_s), {made.certificate});
    QVERIFY(bundle);
    QVERIFY(readAuthorities(*bundle)->contains(made.certificate));
    QCOMPARE(*writeAuthorityBundle(m_folder.filePath(u"b"_s), {made.certificate}), *bundle);
}

void TestNetworkValues::refusedAuthorities_data()
{
    const TestCertificate made = makeTestCertificate("ca.example", -1, 30);
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no certificate") << QByteArray("hello");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a key beside it") << QByteArray(made.certificate.toPem() + made.key.toPem());
    QTest::newRow("a torn one") << made.certificate.toPem().left(200);
}

void TestNetworkValues::refusedAuthorities()
{
    QFETCH(QByteArray, content);
    const QString path = m_folder.filePath(u"wrong.pem"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(content);
    file.close();
    const auto changed = withNetworkValue({}, NetworkKey::Authority, path);
    QVERIFY(!changed);
    QVERIFY2(changed.error().message.contains(u"wrong.pem"_s), qPrintable(changed.error().message));
    QCOMPARE(withNetworkValue({}, NetworkKey::Authority, path + u".gone"_s).error().code,
             ErrorCode::NotFound);
}

void TestNetworkValues::keysHaveNames()
{
    for (const NetworkKey key : allNetworkKeys())
        QCOMPARE(networkKeyFromName(networkKeyName(key)), std::optional(key));
    QVERIFY(!networkKeyFromName(u"tls-verify"_s));
}

QTEST_GUILESS_MAIN(TestNetworkValues)
#include "tst_networkvalues.moc"
