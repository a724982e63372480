// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/networktest.h"

#include "core/net/httpclient.h"
#include "core/net/network.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <array>
#include <utility>

namespace portico {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::NetworkTest)
};

constexpr auto kTimeLimit = 20s;
constexpr qsizetype kMostBytes = 4 << 20;
constexpr auto kPythonRelease = "20250818"_L1; // any that stays: mirrors keep some years of them

constexpr std::array<std::pair<NetworkTest, QLatin1StringView>, 4> kNames{{
    {NetworkTest::Github, "github"_L1},
    {NetworkTest::PackageIndex, "package-index"_L1},
    {NetworkTest::TorchIndex, "torch-index"_L1},
    {NetworkTest::PythonMirror, "python-mirror"_L1},
}};

QUrl under(const QUrl &base, const QString &path)
{
    return QUrl(base.toString(QUrl::FullyEncoded) + path);
}

/** What must be in a right answer. */
QByteArray sign(NetworkTest test)
{
    switch (test) {
    case NetworkTest::Github:
        return "# service=git-upload-pack";
    case NetworkTest::PackageIndex:
        return "six-1.";
    case NetworkTest::TorchIndex:
        return "torch-2.";
    case NetworkTest::PythonMirror:
        return "cpython-3.";
    }
    return {};
}

QString summaryOf(NetworkTest test, const QString &host)
{
    switch (test) {
    case NetworkTest::Github:
        return Text::tr("%1 answers and has ComfyUI's repository.").arg(host);
    case NetworkTest::PackageIndex:
        return Text::tr("%1 answers and is a package index.").arg(host);
    case NetworkTest::TorchIndex:
        return Text::tr("%1 answers and has torch.").arg(host);
    case NetworkTest::PythonMirror:
        return Text::tr("%1 answers and has releases of Python.").arg(host);
    }
    return {};
}

Error somethingElse(NetworkTest test, const QUrl &url, const QString &detail)
{
    QString message;
    QString nextStep = Text::tr("Check the address.");
    switch (test) {
    case NetworkTest::Github:
        message = Text::tr("%1 answers, but not as GitHub would.").arg(url.host());
        nextStep = Text::tr("Write the address that stands in for https://github.com: what follows "
                            "there must follow here.");
        break;
    case NetworkTest::PackageIndex:
        message = Text::tr("%1 answers, but is no package index.").arg(url.host());
        nextStep = Text::tr("The address of an index mostly ends in /simple.");
        break;
    case NetworkTest::TorchIndex:
        message = Text::tr("%1 answers, but has no torch there.").arg(url.host());
        nextStep = Text::tr("Write the address above the folders cpu, cu128 and so on; it mostly "
                            "ends in /whl.");
        break;
    case NetworkTest::PythonMirror:
        message = Text::tr("%1 answers, but has no release of Python there.").arg(url.host());
        nextStep = Text::tr("Write the address above the folders of the releases, such as %1.")
                       .arg(kPythonRelease);
        break;
    }
    return {.code = ErrorCode::NotFound,
            .message = message,
            .nextStep = nextStep,
            .detail = shownUrl(url) + u": "_s + detail};
}

/** Reads until the sign is there; what comes after it is not wanted. */
class SignSink final : public ByteSink
{
public:
    SignSink(NetworkTest test, QUrl url)
        : m_test(test)
        , m_url(std::move(url))
    { }

    Result<Want> begin(const HttpReply &reply) override
    {
        if (reply.status == 200)
            return Want::More;
        if (reply.status == 404 || reply.status == 403)
            return somethingElse(m_test, m_url, QString::number(reply.status));
        return httpStatusError(reply);
    }

    Result<Want> write(QByteArrayView bytes) override
    {
        m_bytes.append(bytes);
        if (m_bytes.contains(sign(m_test)))
            m_isFound = true;
        if (!m_isFound && m_deadline.hasExpired()) {
            return Error{.code = ErrorCode::Timeout,
                         .message = Text::tr("%1 answers too slowly.").arg(m_url.host()),
                         .nextStep = Text::tr("Try again later, or choose another mirror."),
                         .detail = shownUrl(m_url)};
        }
        return m_isFound || m_bytes.size() > kMostBytes ? Want::Enough : Want::More;
    }

    bool isFound() const { return m_isFound; }
    QString beginning() const { return QString::fromUtf8(m_bytes.left(80)); }

private:
    const NetworkTest m_test;
    const QUrl m_url;
    const QDeadlineTimer m_deadline{kTimeLimit};
    QByteArray m_bytes;
    bool m_isFound = false;
};

} // namespace

QString networkTestName(NetworkTest test)
{
    for (const auto &[each, name] : kNames) {
        if (each == test)
            return name;
    }
    return {};
}

std::optional<NetworkTest> networkTestFromName(QStringView name)
{
    for (const auto &[test, known] : kNames) {
        if (known == name)
            return test;
    }
    return std::nullopt;
}

QList<NetworkTest> allNetworkTests()
{
    QList<NetworkTest> tests;
    for (const auto &[test, name] : kNames)
        tests += test;
    return tests;
}

QUrl networkTestAddress(NetworkTest test, const NetworkChain &chain)
{
    switch (test) {
    case NetworkTest::Github:
        return mirrored(chain,
                        QUrl(u"https://github.com/Comfy-Org/ComfyUI.git/info/refs"
                             "?service=git-upload-pack"_s));
    case NetworkTest::PackageIndex:
        return under(chain.packageIndex, u"/six/"_s);
    case NetworkTest::TorchIndex:
        return under(torchIndexFor(chain, u"cpu"_s), u"/torch/"_s);
    case NetworkTest::PythonMirror:
        return under(chain.pythonMirror, u"/%1/SHA256SUMS"_s.arg(kPythonRelease));
    }
    return {};
}

QString wayText(const ProxyServer &proxy)
{
    switch (proxy.kind) {
    case ProxyServer::Kind::Direct:
        return Text::tr("directly");
    case ProxyServer::Kind::Http:
        return Text::tr("through the proxy %1:%2").arg(proxy.host).arg(proxy.port);
    case ProxyServer::Kind::Socks5:
        return Text::tr("through the SOCKS proxy %1:%2").arg(proxy.host).arg(proxy.port);
    }
    return {};
}

Result<NetworkTestReport> runNetworkTest(NetworkTest test, const Network &network,
                                         const HttpClient &http, const JobContext &job)
{
    const auto chain = network.current(job);
    if (!chain)
        return chain.error();
    if ((*chain)->problem)
        return *(*chain)->problem;
    QElapsedTimer clock;
    clock.start();
    const QUrl url = networkTestAddress(test, **chain);
    const auto route = network.findRoute(**chain, url, job);
    if (!route)
        return route.error();
    HttpRequest request;
    request.url = url;
    request.headers = {{"Accept", "text/html, */*;q=0.5"}};
    request.plainHttpHosts = (*chain)->plainHttpHosts;
    request.stallLimit = kTimeLimit / 2;
    SignSink sink(test, url);
    const Result<HttpReply> reply = http.get(request, sink, job);
    if (!reply)
        return reply.error();
    if (!sink.isFound())
        return somethingElse(test, url, sink.beginning());
    return NetworkTestReport{.test = test,
                             .address = url,
                             .way = wayText(route->constFirst()),
                             .summary = summaryOf(test, url.host()),
                             .took = std::chrono::milliseconds(clock.elapsed())};
}

} // namespace portico
