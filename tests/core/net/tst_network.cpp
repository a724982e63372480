// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/settings/networksettings.h"
#include "tests/core/net/httpfixture.h"
#include "tests/support/http/testcertificate.h"

#include <QTemporaryFile>
#include <QTest>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

NetworkChain chainThrough(quint16 port)
{
    NetworkChain chain;
    chain.source = NetworkChain::ProxySource::Fixed;
    chain.proxy = {.kind = ProxyServer::Kind::Http,
                   .host = u"127.0.0.1"_s,
                   .port = port,
                   .user = {},
                   .password = {}};
    return chain;
}

HttpRequest outside()
{
    HttpRequest request = requestFor(QUrl(u"http://files.example/x"_s));
    request.plainHttpHosts = {u"files.example"_s};
    return request;
}

} // namespace

class TestNetwork : public QObject
{
    Q_OBJECT

private slots:
    void aChangeCountsAtOnce();
    void whatIsUnderWayKeepsItsChain();
    void authoritiesCountAtOnce();
    void whatOpenSslTrustsIsTrusted();
    void whoeverAsksWaitsForThePassword();
    void waitingIsCancelled();
    void redirectsTakeTheirOwnWay();
};

void TestNetwork::aChangeCountsAtOnce()
{
    const FaultServer first([](const SeenRequest &) { return text("first"); });
    const FaultServer second([](const SeenRequest &) { return text("second"); });
    const auto network = std::make_shared<Network>();
    const QtHttpClient http(network);
    for (const FaultServer *server : {&first, &second, &first}) {
        network->use(chainThrough(server->port()));
        const Result<QByteArray> got = getDocument(http, outside(), 100, {});
        QVERIFY2(got, qPrintable(got ? QString() : got.error().message));
        QCOMPARE(*got, server == &first ? QByteArray("first") : QByteArray("second"));
    }
}

/** Takes its time with the first bytes, and changes the network then. */
class ChangingSink final : public ByteSink
{
public:
    ChangingSink(Network &network, quint16 port)
        : m_network(network)
        , m_port(port)
    { }

    Result<Want> begin(const HttpReply &) override
    {
        m_network.use(chainThrough(m_port));
        return Want::More;
    }

    Result<Want> write(QByteArrayView part) override
    {
        count += part.size();
        return Want::More;
    }

    qint64 count = 0;

private:
    Network &m_network;
    const quint16 m_port;
};

void TestNetwork::whatIsUnderWayKeepsItsChain()
{
    const QByteArray body(4 << 20, 'x');
    const FaultServer first([&body](const SeenRequest &) { return text(body); });
    const auto network = std::make_shared<Network>();
    network->use(chainThrough(first.port()));
    const QtHttpClient http(network);
    ChangingSink sink(*network, 9); // nothing listens there
    HttpRequest request = outside();
    request.bufferSize = 64 << 10; // most of it comes after the change
    const Result<HttpReply> got = http.get(request, sink, {});
    QVERIFY2(got, qPrintable(got ? QString() : got.error().message));
    QCOMPARE(sink.count, body.size());
    const Result<QByteArray> next = getDocument(http, outside(), 100, {});
    QVERIFY(!next);
    QVERIFY2(next.error().message.contains("proxy"_L1), qPrintable(next.error().message));
}

void TestNetwork::authoritiesCountAtOnce()
{
    const TestCertificate made = makeTestCertificate("localhost", -1, 30);
    FaultServer::Options options;
    options.certificate = made.certificate;
    options.key = made.key;
    const FaultServer server([](const SeenRequest &) { return text("safe"); }, options);
    const QUrl url(u"https://localhost:%1/x"_s.arg(server.port()));
    const auto network = std::make_shared<Network>();
    const QtHttpClient http(network);
    NetworkChain chain;
    chain.source = NetworkChain::ProxySource::None;
    network->use(chain);
    const Result<QByteArray> before = getDocument(http, url, 100, {});
    QCOMPARE(before.error().code, ErrorCode::Refused);
    QVERIFY2(before.error().nextStep.contains("certificate authority"_L1),
             qPrintable(before.error().nextStep));
    chain.extraAuthorities = {made.certificate};
    network->use(chain);
    const Result<QByteArray> with = getDocument(http, url, 100, {});
    QVERIFY2(with, qPrintable(with ? QString() : with.error().message));
    chain.extraAuthorities.clear();
    network->use(chain);
    QVERIFY(!getDocument(http, url, 100, {}));
}

void TestNetwork::whatOpenSslTrustsIsTrusted()
{
    const TestCertificate made = makeTestCertificate("localhost", -1, 30);
    FaultServer::Options options;
    options.certificate = made.certificate;
    options.key = made.key;
    const FaultServer server([](const SeenRequest &) { return text("safe"); }, options);
    const QUrl url(u"https://localhost:%1/x"_s.arg(server.port()));
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(made.certificate.toPem());
    file.close();
    const QByteArray before = qgetenv("SSL_CERT_FILE");
    for (const bool isNamed : {false, true}) {
        if (isNamed)
            qputenv("SSL_CERT_FILE", file.fileName().toLocal8Bit());
        QCOMPARE(bool(getDocument(QtHttpClient(), url, 100, {})), isNamed);
    }
    before.isEmpty() ? qunsetenv("SSL_CERT_FILE") : qputenv("SSL_CERT_FILE", before);
}

void TestNetwork::whoeverAsksWaitsForThePassword()
{
    const FaultServer proxy([](const SeenRequest &) { return text("through"); });
    const auto network = std::make_shared<Network>();
    network->expect();
    const QtHttpClient http(network);
    std::atomic_bool isDone = false;
    std::optional<Result<QByteArray>> got;
    std::thread worker([&] {
        got = getDocument(http, outside(), 100, {});
        isDone = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(150)); // more than it would need
    QVERIFY(!isDone);
    QVERIFY(proxy.requests().isEmpty());
    network->use(chainThrough(proxy.port()));
    worker.join();
    QVERIFY(*got);
    QCOMPARE(proxy.requests().size(), 1);
}

void TestNetwork::waitingIsCancelled()
{
    Network network;
    network.expect();
    CancelSource source;
    std::thread canceller([&source] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        source.cancel();
    });
    const auto chain = network.current(JobContext(source.token()));
    canceller.join();
    QVERIFY(!chain);
    QCOMPARE(chain.error().code, ErrorCode::Cancelled);
}

void TestNetwork::redirectsTakeTheirOwnWay()
{
    const FaultServer proxy(
        [](const SeenRequest &) { return redirect(302, "http://direct.example/y"); });
    const auto network = std::make_shared<Network>();
    NetworkChain chain = chainThrough(proxy.port());
    chain.bypass = *ProxyBypass::parse(u"direct.example"_s);
    network->use(chain);
    const QtHttpClient http(network);
    HttpRequest request = outside();
    request.plainHttpHosts += u"direct.example"_s;
    const Result<QByteArray> got = getDocument(http, request, 100, {});
    QVERIFY(!got); // nobody can look that name up, and the proxy was not asked to
    QCOMPARE(got.error().code, ErrorCode::Network);
    QCOMPARE(proxy.requests().size(), 1);
}

QTEST_GUILESS_MAIN(TestNetwork)
#include "tst_network.moc"
