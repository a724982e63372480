// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/routebook.h"

#include "core/io/file.h"
#include "core/net/network.h"
#include "core/net/pacrunner.h"
#include "core/net/qthttpclient.h"

#include <QCoreApplication>
#include <QNetworkProxyFactory>

#include <algorithm>
#include <chrono>

namespace portico {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RouteBook)
};

constexpr qint64 kAnswerLifeMs = 60'000;
constexpr qint64 kScriptLifeMs = 600'000;
constexpr qint64 kFailureLifeMs = 5'000;
constexpr qint64 kAvoidMs = 300'000;
constexpr qsizetype kMostAnswers = 4'096; // a hostile redirect chain must not fill the memory

QString keyOf(const NetworkChain &chain, const QUrl &url)
{
    return chain.pacUrl.toString() + u'|' + chain.proxy.user + u'|' + routeKey(url);
}

QList<ProxyServer> systemRoute(const NetworkChain &chain, const QUrl &url)
{
    QList<ProxyServer> proxies;
    const auto answers = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    for (const QNetworkProxy &answer : answers) {
        ProxyServer proxy{.kind = ProxyServer::Kind::Http,
                          .host = answer.hostName(),
                          .port = answer.port(),
                          .user = answer.user(),
                          .password = answer.password()};
        if (answer.type() == QNetworkProxy::NoProxy)
            proxy = {};
        else if (answer.type() == QNetworkProxy::Socks5Proxy)
            proxy.kind = ProxyServer::Kind::Socks5;
        if (proxy.kind != ProxyServer::Kind::Direct && proxy.user.isEmpty()) {
            proxy.user = chain.proxy.user;
            proxy.password = chain.proxy.password;
        }
        if (!proxies.contains(proxy))
            proxies += proxy;
    }
    return proxies.isEmpty() ? QList<ProxyServer>{ProxyServer{}} : proxies;
}

Error unknownKind(const QString &answer, const QUrl &url)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("The network's proxy script sends %1 to a kind of proxy that "
                                "Portico does not speak to.")
                           .arg(url.host()),
            .nextStep = Text::tr("Ask the administrator of your network for an http or SOCKS 5 "
                                 "proxy, and name it on the page Network."),
            .detail = answer.left(200)};
}

/** The script's own address is asked directly: no proxy can be known before. */
Result<QByteArray> fetchScript(const NetworkChain &chain, const JobContext &job)
{
    if (chain.pacUrl.isLocalFile())
        return readFile(chain.pacUrl.toLocalFile(), kLargestPacScript);
    NetworkChain straight;
    straight.source = NetworkChain::ProxySource::None;
    straight.extraAuthorities = chain.extraAuthorities;
    const auto network = std::make_shared<Network>();
    network->use(straight);
    const QtHttpClient http(network);
    HttpRequest request;
    request.url = chain.pacUrl;
    // Scripts come by http in most networks. Whoever changes one on its way can make us use
    // another proxy, but not read or change what goes through it: that is checked by TLS.
    request.plainHttpHosts = {chain.pacUrl.host()};
    request.stallLimit = 10s;
    return getDocument(http, request, kLargestPacScript, job);
}

} // namespace

RouteBook::RouteBook(const ProcessRunner *processes)
    : m_processes(processes)
{
    m_clock.start();
}

std::optional<QList<ProxyServer>> RouteBook::known(const NetworkChain &chain, const QUrl &url) const
{
    const std::lock_guard lock(m_mutex);
    const auto answer = m_answers.constFind(keyOf(chain, url));
    if (answer == m_answers.constEnd() || m_clock.elapsed() - answer->since > kAnswerLifeMs)
        return std::nullopt;
    return answer->proxies;
}

void RouteBook::remember(const NetworkChain &chain, const QUrl &url,
                         const QList<ProxyServer> &proxies)
{
    const std::lock_guard lock(m_mutex);
    if (m_answers.size() >= kMostAnswers)
        m_answers.clear();
    m_answers[keyOf(chain, url)] = {.proxies = proxies, .since = m_clock.elapsed()};
}

Result<QList<QList<ProxyServer>>> RouteBook::find(const NetworkChain &chain,
                                                  const QList<QUrl> &urls, const JobContext &job)
{
    QList<QList<ProxyServer>> found;
    QList<QUrl> missing;
    for (const QUrl &url : urls) {
        found += known(chain, url).value_or(QList<ProxyServer>());
        if (found.constLast().isEmpty())
            missing += url;
    }
    if (missing.isEmpty())
        return found;
    const auto answers = chain.source == NetworkChain::ProxySource::Pac
        ? askScript(chain, missing, job)
        : askSystem(chain, missing, job);
    if (!answers)
        return answers.error();
    for (qsizetype i = 0, next = 0; i < urls.size(); ++i) {
        if (!found.at(i).isEmpty())
            continue;
        found[i] = answers->at(next++);
        remember(chain, urls.at(i), found.at(i));
    }
    return found;
}

Result<QList<QList<ProxyServer>>> RouteBook::askSystem(const NetworkChain &chain,
                                                       const QList<QUrl> &urls,
                                                       const JobContext &job)
{
    QList<QList<ProxyServer>> routes;
    for (const QUrl &url : urls) {
        if (job.isCancelled())
            return cancelledError();
        routes += systemRoute(chain, url);
    }
    return routes;
}

Result<QList<QList<ProxyServer>>> RouteBook::askScript(const NetworkChain &chain,
                                                       const QList<QUrl> &urls,
                                                       const JobContext &job)
{
    const Result<QByteArray> text = script(chain, job);
    if (!text)
        return text.error();
    if (!m_processes) {
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("No proxy script can be run here."),
                     .nextStep = Text::tr("Name the proxy itself on the page Network."),
                     .detail = {}};
    }
    const Result<QStringList> answers =
        PacRunner(*m_processes).run({.script = *text, .addresses = urls}, job);
    if (!answers)
        return answers.error();
    QList<QList<ProxyServer>> routes;
    for (qsizetype i = 0; i < urls.size(); ++i) {
        const QList<ProxyServer> proxies = readPacAnswer(answers->at(i), chain.proxy);
        if (proxies.isEmpty())
            return unknownKind(answers->at(i), urls.at(i));
        routes += proxies;
    }
    return routes;
}

Result<QByteArray> RouteBook::script(const NetworkChain &chain, const JobContext &job)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto held = m_scripts.constFind(chain.pacUrl);
        if (held != m_scripts.constEnd()) {
            const qint64 age = m_clock.elapsed() - held->since;
            if (held->error && age < kFailureLifeMs)
                return *held->error;
            if (!held->error && age < kScriptLifeMs)
                return held->text;
        }
    }
    const Result<QByteArray> fetched = fetchScript(chain, job);
    if (!fetched && fetched.error().code == ErrorCode::Cancelled)
        return fetched;
    Script script{.text = {}, .error = {}, .since = m_clock.elapsed()};
    if (fetched)
        script.text = *fetched;
    else
        script.error =
            fetched.error().inContext(Text::tr("The network's proxy script could not be read."));
    const std::lock_guard lock(m_mutex);
    m_scripts[chain.pacUrl] = script;
    return script.error ? Result<QByteArray>(*script.error) : Result<QByteArray>(script.text);
}

void RouteBook::avoid(const ProxyServer &proxy)
{
    const std::lock_guard lock(m_mutex);
    m_avoided[proxyAddress(proxy, Secrets::Hidden)] = m_clock.elapsed();
}

QList<ProxyServer> RouteBook::sorted(const QList<ProxyServer> &proxies) const
{
    const std::lock_guard lock(m_mutex);
    QList<ProxyServer> result = proxies;
    std::stable_partition(result.begin(), result.end(), [this](const ProxyServer &proxy) {
        const auto since = m_avoided.constFind(proxyAddress(proxy, Secrets::Hidden));
        return since == m_avoided.constEnd() || m_clock.elapsed() - *since > kAvoidMs;
    });
    return result;
}

} // namespace portico
