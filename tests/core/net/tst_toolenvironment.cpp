// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/gitnetwork.h"
#include "core/net/toolenvironment.h"
#include "core/settings/networksettings.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

NetworkSettings proxied(ProxySettings::Mode mode)
{
    NetworkSettings settings;
    settings.proxy = {.mode = mode, .host = u"proxy.example"_s, .port = 3128, .user = u"me"_s};
    settings.proxyExceptions = {u"intranet.example"_s};
    return settings;
}

ToolEnvironment environmentOf(Consumer consumer, const NetworkChain &chain)
{
    return environmentFor(consumer, chain, {});
}

} // namespace

class TestToolEnvironment : public QObject
{
    Q_OBJECT

private slots:
    void nothingSetChangesNothing();
    void proxyWithLogin_data();
    void proxyWithLogin();
    void noProxyAtAll();
    void inheritedProxyKeepsLoopbackOut();
    void scriptsAnswers();
    void trust_data();
    void trust();
    void mirrors();
    void nothingWeakensTls();
    void applied();
    void json();
    void git();
    void githubThroughTheMirror();
};

void TestToolEnvironment::nothingSetChangesNothing()
{
    const NetworkChain chain = makeNetworkChain({}, {});
    for (const Consumer consumer : allConsumers()) {
        QMap<QString, QString> variables = environmentOf(consumer, chain).variables;
        variables.remove(u"UV_SYSTEM_CERTS"_s);
        QVERIFY2(variables.isEmpty(), qPrintable(consumerName(consumer)));
    }
    QVERIFY(chain.packageIndex.path().endsWith("/simple"_L1));
}

void TestToolEnvironment::proxyWithLogin_data()
{
    QTest::addColumn<ProxySettings::Mode>("mode");
    QTest::addColumn<QString>("address");
    QTest::newRow("http") << ProxySettings::Mode::Http
                          << u"http://me:p%40ss%2Fw%3Aord%20%C3%A9@proxy.example:3128"_s;
    QTest::newRow("socks looks names up at the proxy")
        << ProxySettings::Mode::Socks5
        << u"socks5h://me:p%40ss%2Fw%3Aord%20%C3%A9@proxy.example:3128"_s;
}

void TestToolEnvironment::proxyWithLogin()
{
    QFETCH(ProxySettings::Mode, mode);
    QFETCH(QString, address);
    const NetworkChain chain = makeNetworkChain(proxied(mode), u"p@ss/w:ord é"_s);
    for (const Consumer consumer :
         {Consumer::Uv, Consumer::Pip, Consumer::Pixi, Consumer::ComfyUi}) {
        const ToolEnvironment environment = environmentOf(consumer, chain);
        for (const auto name : {"HTTPS_PROXY"_L1, "https_proxy"_L1, "HTTP_PROXY"_L1,
                                "http_proxy"_L1, "ALL_PROXY"_L1, "all_proxy"_L1})
            QCOMPARE(environment.variables.value(name), address);
        for (const auto name : {"NO_PROXY"_L1, "no_proxy"_L1}) {
            const QStringList except = environment.variables.value(name).split(u',');
            for (const auto host :
                 {"localhost"_L1, "127.0.0.1"_L1, "::1"_L1, "intranet.example"_L1})
                QVERIFY2(except.contains(host), qPrintable(except.join(u' ')));
        }
        QVERIFY(environment.secrets.contains(address));
        QVERIFY(environment.secrets.contains(u"p@ss/w:ord é"_s));
        const QString shown = shownEnvironment(environment).join(u'\n');
        QVERIFY2(!shown.contains("p%40ss"_L1) && shown.contains("proxy.example:3128"_L1),
                 qPrintable(shown));
        // About SOCKS, or about the é.
        const bool isPython = consumer == Consumer::Pip || consumer == Consumer::ComfyUi;
        QCOMPARE(environment.notes.size(), isPython ? 1 : 0);
        QCOMPARE(environment.notes.join(u' ').contains("SOCKS"_L1),
                 isPython && mode == ProxySettings::Mode::Socks5);
    }
}

void TestToolEnvironment::noProxyAtAll()
{
    const NetworkChain chain = makeNetworkChain(proxied(ProxySettings::Mode::None), {});
    const ToolEnvironment environment = environmentOf(Consumer::Uv, chain);
    QProcessEnvironment inherited;
    inherited.insert(u"https_proxy"_s, u"http://old.example:1"_s);
    inherited.insert(u"ALL_PROXY"_s, u"http://old.example:1"_s);
    environment.applyTo(inherited, Os::Linux);
    QVERIFY(!inherited.contains(u"https_proxy"_s));
    QVERIFY(!inherited.contains(u"ALL_PROXY"_s));
}

void TestToolEnvironment::inheritedProxyKeepsLoopbackOut()
{
    QProcessEnvironment own;
    own.insert(u"https_proxy"_s, u"http://inherited.example:8080"_s);
    own.insert(u"no_proxy"_s, u"corp.example"_s);
    const ToolEnvironment environment =
        environmentFor(Consumer::ComfyUi, makeNetworkChain({}, {}), own);
    environment.applyTo(own, Os::Linux);
    QCOMPARE(own.value(u"https_proxy"_s), u"http://inherited.example:8080"_s);
    const QStringList except = own.value(u"NO_PROXY"_s).split(u',');
    QVERIFY(except.contains(u"corp.example"_s) && except.contains(u"127.0.0.1"_s));
    QCOMPARE(own.value(u"no_proxy"_s), own.value(u"NO_PROXY"_s));
}

void TestToolEnvironment::scriptsAnswers()
{
    NetworkSettings settings;
    settings.proxy.mode = ProxySettings::Mode::Pac;
    settings.pacAddress = u"https://wpad.example/proxy.pac"_s;
    NetworkChain chain = makeNetworkChain(settings, {});
    const ProxyServer a{.kind = ProxyServer::Kind::Http, .host = u"a.example"_s, .port = 1};
    const ProxyServer b{.kind = ProxyServer::Kind::Http, .host = u"b.example"_s, .port = 2};
    chain.routes[routeKey(chain.packageIndex)] = {a};
    chain.routes[routeKey(QUrl(u"https://api.comfy.org"_s))] = {a};
    chain.routes[routeKey(QUrl(u"https://github.com"_s))] = {ProxyServer{}};
    chain.routes[routeKey(QUrl(u"https://huggingface.co"_s))] = {b};
    const ToolEnvironment uv = environmentOf(Consumer::Uv, chain);
    QCOMPARE(uv.variables.value(u"HTTPS_PROXY"_s), u"http://a.example:1"_s);
    QVERIFY(uv.variables.value(u"NO_PROXY"_s).split(u',').contains(u"github.com"_s));
    QCOMPARE(uv.notes.size(), 1);
    QVERIFY2(uv.notes.constFirst().contains("huggingface.co"_L1),
             qPrintable(uv.notes.constFirst()));
    QCOMPARE(environmentOf(Consumer::ComfyUi, chain).variables.value(u"HTTPS_PROXY"_s),
             u"http://b.example:2"_s);
}

void TestToolEnvironment::trust_data()
{
    QTest::addColumn<Consumer>("consumer");
    for (const Consumer consumer : {Consumer::Uv, Consumer::Pip, Consumer::Pixi, Consumer::ComfyUi})
        QTest::newRow(qPrintable(consumerName(consumer))) << consumer;
}

void TestToolEnvironment::trust()
{
    QFETCH(Consumer, consumer);
    NetworkChain chain = makeNetworkChain({}, {});
    chain.authorityBundle = u"/l/store/certificates/authorities-1.pem"_s;
    const ToolEnvironment environment = environmentOf(consumer, chain);
    for (const auto name : {"SSL_CERT_FILE"_L1, "REQUESTS_CA_BUNDLE"_L1, "CURL_CA_BUNDLE"_L1,
                            "PIP_CERT"_L1, "GIT_SSL_CAINFO"_L1})
        QCOMPARE(environment.variables.value(name), chain.authorityBundle);
    QVERIFY(environment.removed.contains(u"SSL_CERT_DIR"_s));
}

void TestToolEnvironment::mirrors()
{
    NetworkSettings settings;
    settings.githubMirror = u"https://hub.example/https://github.com"_s;
    settings.packageIndex = u"https://index.example/simple"_s;
    settings.torchIndex = u"https://torch.example/whl"_s;
    const NetworkChain chain = makeNetworkChain(settings, {});
    QVERIFY(!chain.problem);
    const ToolEnvironment uv = environmentOf(Consumer::Uv, chain);
    QCOMPARE(uv.variables.value(u"UV_DEFAULT_INDEX"_s), settings.packageIndex);
    QCOMPARE(uv.variables.value(u"PIP_INDEX_URL"_s), settings.packageIndex);
    QCOMPARE(uv.variables.value(u"UV_PYTHON_INSTALL_MIRROR"_s),
             settings.githubMirror + u"/astral-sh/python-build-standalone/releases/download"_s);
    QCOMPARE(environmentOf(Consumer::ComfyUi, chain).variables.value(u"GITHUB_ENDPOINT"_s),
             settings.githubMirror);
    QVERIFY(!environmentOf(Consumer::Pixi, chain).variables.contains(u"UV_DEFAULT_INDEX"_s));
    QCOMPARE(torchIndexFor(chain, u"cu128"_s), QUrl(u"https://torch.example/whl/cu128"_s));
}

void TestToolEnvironment::nothingWeakensTls()
{
    NetworkSettings settings = proxied(ProxySettings::Mode::Http);
    settings.packageIndex = u"https://index.example/simple"_s;
    const NetworkChain chain = makeNetworkChain(settings, u"x"_s);
    for (const Consumer consumer :
         {Consumer::Uv, Consumer::Pip, Consumer::Pixi, Consumer::ComfyUi}) {
        const ToolEnvironment environment = environmentOf(consumer, chain);
        QProcessEnvironment own;
        own.insert(u"PIP_TRUSTED_HOST"_s, u"index.example"_s);
        own.insert(u"UV_INSECURE_HOST"_s, u"index.example"_s);
        environment.applyTo(own, Os::Linux);
        for (const auto name :
             {"PIP_TRUSTED_HOST"_L1, "UV_INSECURE_HOST"_L1, "GIT_SSL_NO_VERIFY"_L1,
              "PYTHONHTTPSVERIFY"_L1, "NODE_TLS_REJECT_UNAUTHORIZED"_L1})
            QVERIFY(!own.contains(name));
    }
}

void TestToolEnvironment::applied()
{
    const NetworkChain chain = makeNetworkChain(proxied(ProxySettings::Mode::Http), u"x"_s);
    QProcessEnvironment environment;
    environment.insert(u"Http_Proxy"_s, u"http://old.example:1"_s);
    environment.insert(u"PATH"_s, u"/bin"_s);
    environmentOf(Consumer::Uv, chain).applyTo(environment, Os::Windows);
    QVERIFY(!environment.contains(u"Http_Proxy"_s));
    QCOMPARE(environment.value(u"PATH"_s), u"/bin"_s);
    QCOMPARE(environment.value(u"HTTP_PROXY"_s), u"http://me:x@proxy.example:3128"_s);
}

void TestToolEnvironment::json()
{
    ToolEnvironment environment = environmentOf(
        Consumer::ComfyUi, makeNetworkChain(proxied(ProxySettings::Mode::Http), u"x"_s));
    environment.notes.clear();
    QCOMPARE(toolEnvironmentFromJson(toJson(environment)), environment);
    QVERIFY(toolEnvironmentFromJson({}).isEmpty());
}

void TestToolEnvironment::git()
{
    const QUrl remote(u"https://github.com/Comfy-Org/ComfyUI"_s);
    const auto http =
        gitNetworkFor(makeNetworkChain(proxied(ProxySettings::Mode::Http), u"x"_s), remote);
    QCOMPARE(http.proxyUrl, u"http://me:x@proxy.example:3128"_s);
    QVERIFY(http.secrets.contains(http.proxyUrl));
    const NetworkChain socks = makeNetworkChain(proxied(ProxySettings::Mode::Socks5), u"x"_s);
    QCOMPARE(gitNetworkFor(socks, remote).proxyUrl, u"socks5h://me:x@proxy.example:3128"_s);
    QCOMPARE(gitNetworkFor(socks, QUrl(u"https://git.intranet.example/x"_s)).proxyUrl, QString());
    QCOMPARE(gitNetworkFor(socks, QUrl::fromLocalFile(u"/srv/x.git"_s)).proxyUrl, QString());
}

void TestToolEnvironment::githubThroughTheMirror()
{
    NetworkSettings settings;
    settings.githubMirror = u"https://hub.example/gh/"_s;
    const NetworkChain chain = makeNetworkChain(settings, {});
    const QUrl asset(u"https://github.com/a/b/releases/download/v1/x%20y.7z"_s);
    QCOMPARE(
        sourcesOf(chain, asset),
        (QList<QUrl>{QUrl(u"https://hub.example/gh/a/b/releases/download/v1/x%20y.7z"_s), asset}));
    for (const auto other : {"https://api.github.com/repos/a/b"_L1, "https://example.org/x"_L1,
                             "https://github.com.example.org/x"_L1})
        QCOMPARE(sourcesOf(chain, QUrl(other)), QList<QUrl>{QUrl(other)});
    QCOMPARE(sourcesOf(makeNetworkChain({}, {}), asset), QList<QUrl>{asset});
}

QTEST_GUILESS_MAIN(TestToolEnvironment)
#include "tst_toolenvironment.moc"
