// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/toolenvironment.h"

#include "core/base/lists.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <utility>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ToolEnvironment)
};

constexpr std::array<std::pair<Consumer, QLatin1StringView>, 6> kNames{{
    {Consumer::Portico, "portico"_L1},
    {Consumer::Git, "git"_L1},
    {Consumer::Uv, "uv"_L1},
    {Consumer::Pip, "pip"_L1},
    {Consumer::Pixi, "pixi"_L1},
    {Consumer::ComfyUi, "comfyui"_L1},
}};

/** The address that a tool fetches most from: its proxy is the tool's proxy. */
QUrl mainAddress(Consumer consumer, const NetworkChain &chain)
{
    switch (consumer) {
    case Consumer::Uv:
    case Consumer::Pip:
        return chain.packageIndex;
    case Consumer::Pixi:
        return QUrl(u"https://conda.anaconda.org"_s);
    case Consumer::ComfyUi:
        return QUrl(u"https://huggingface.co"_s);
    case Consumer::Portico:
    case Consumer::Git:
        break;
    }
    return chain.githubMirror.isEmpty() ? QUrl(u"https://github.com"_s) : chain.githubMirror;
}

void setBoth(ToolEnvironment &environment, const QString &name, const QString &value)
{
    // curl and Python look at the small letters first, others only at the capitals.
    environment.variables[name] = value;
    environment.variables[name.toLower()] = value;
}

void removeProxies(ToolEnvironment &environment)
{
    for (const auto name : {"HTTP_PROXY"_L1, "HTTPS_PROXY"_L1, "ALL_PROXY"_L1, "NO_PROXY"_L1})
        environment.removed << name << QString(name).toLower();
}

bool isSameServer(const ProxyServer &a, const ProxyServer &b)
{
    return a.kind == b.kind && a.host == b.host && a.port == b.port;
}

/** The known hosts that a script or the system sends directly, and whether others go elsewhere. */
struct OtherWays
{
    QStringList direct;
    QStringList elsewhere;
};

OtherWays otherWays(const NetworkChain &chain, const ProxyServer &main)
{
    OtherWays ways;
    for (auto route = chain.routes.begin(); route != chain.routes.end(); ++route) {
        const QUrl url(route.key());
        const ProxyServer first = proxiesFor(chain, url).constFirst();
        if (isSameServer(first, main) || chain.bypass.matches(url))
            continue;
        (first.kind == ProxyServer::Kind::Direct ? ways.direct : ways.elsewhere) += url.host();
    }
    ways.direct.sort();
    ways.elsewhere.sort();
    return ways;
}

void addProxies(ToolEnvironment &environment, Consumer consumer, const NetworkChain &chain)
{
    const ProxyServer main = proxiesFor(chain, mainAddress(consumer, chain)).constFirst();
    const bool isAnswered = chain.source != NetworkChain::ProxySource::Fixed
        && chain.source != NetworkChain::ProxySource::None;
    const OtherWays ways = isAnswered ? otherWays(chain, main) : OtherWays{};
    if (!ways.elsewhere.isEmpty()) {
        environment.notes +=
            Text::tr("A program's environment holds one proxy only, so these hosts are asked "
                     "through another way than the network's rules say: %1.")
                .arg(listed(ways.elsewhere));
    }
    if (main.kind == ProxyServer::Kind::Direct) {
        removeProxies(environment);
        return;
    }
    const QString address = proxyAddress(main, Secrets::Shown);
    for (const auto name : {"HTTP_PROXY"_L1, "HTTPS_PROXY"_L1, "ALL_PROXY"_L1})
        setBoth(environment, name, address);
    setBoth(environment, u"NO_PROXY"_s, chain.bypass.noProxy(ways.direct));
    if (!main.password.isEmpty())
        environment.secrets << address << main.password;
    const bool isPython = consumer == Consumer::Pip || consumer == Consumer::ComfyUi;
    if (isPython && main.kind == ProxyServer::Kind::Socks5) {
        environment.notes += Text::tr("Python's programs know SOCKS proxies only with a package of "
                                      "their own (PySocks), so when Portico starts them it leads "
                                      "them there by a small http proxy on this computer.");
        return;
    }
    const auto isAscii = [](QChar c) { return c.unicode() < 0x80; };
    if (isPython && !std::all_of(main.password.begin(), main.password.end(), isAscii)) {
        environment.notes += Text::tr("Python's programs send letters beyond ASCII in a proxy's "
                                      "password otherwise than all others; if it is refused, "
                                      "choose one without.");
    }
}

/** What the system says is what its own programs see: our environment is handed on as it is, with
 *  loopback excepted. Where the system keeps it elsewhere, it is put into the environment. */
void addSystemProxies(ToolEnvironment &environment, Consumer consumer, const NetworkChain &chain,
                      const QProcessEnvironment &own)
{
    for (const auto name : {"HTTPS_PROXY"_L1, "https_proxy"_L1, "ALL_PROXY"_L1, "all_proxy"_L1,
                            "HTTP_PROXY"_L1, "http_proxy"_L1}) {
        if (own.value(name).isEmpty())
            continue;
        QString except = own.value(u"no_proxy"_s);
        if (except.isEmpty())
            except = own.value(u"NO_PROXY"_s);
        const QStringList inherited = except.split(u',', Qt::SkipEmptyParts);
        setBoth(environment, u"NO_PROXY"_s, chain.bypass.noProxy(inherited));
        return;
    }
    if (!chain.routes.isEmpty())
        addProxies(environment, consumer, chain);
}

void addTrust(ToolEnvironment &environment, Consumer consumer, const NetworkChain &chain)
{
    if (chain.authorityBundle.isEmpty()) {
        // uv brings its own list; the system's is what the person's administrator can add to.
        if (consumer == Consumer::Uv)
            environment.variables[u"UV_SYSTEM_CERTS"_s] = u"true"_s;
        return;
    }
    environment.removed << u"SSL_CERT_DIR"_s << u"UV_SYSTEM_CERTS"_s << u"UV_NATIVE_TLS"_s;
    for (const auto name : {"SSL_CERT_FILE"_L1, "REQUESTS_CA_BUNDLE"_L1, "CURL_CA_BUNDLE"_L1,
                            "PIP_CERT"_L1, "GIT_SSL_CAINFO"_L1})
        environment.variables[name] = chain.authorityBundle;
}

void addMirrors(ToolEnvironment &environment, Consumer consumer, const NetworkChain &chain)
{
    // Nobody's trusted-host list comes along: it would switch the check of certificates off.
    environment.removed << u"PIP_TRUSTED_HOST"_s << u"UV_INSECURE_HOST"_s;
    const QString index = chain.packageIndex.toString(QUrl::FullyEncoded);
    if (chain.hasOwnPackageIndex && consumer != Consumer::Pixi) {
        environment.removed << u"PIP_EXTRA_INDEX_URL"_s << u"UV_EXTRA_INDEX_URL"_s << u"UV_INDEX"_s
                            << u"UV_INDEX_URL"_s;
        environment.variables[u"UV_DEFAULT_INDEX"_s] = index;
        environment.variables[u"PIP_INDEX_URL"_s] = index;
    }
    if (chain.hasOwnPythonMirror && consumer != Consumer::Pixi) {
        environment.variables[u"UV_PYTHON_INSTALL_MIRROR"_s] =
            chain.pythonMirror.toString(QUrl::FullyEncoded);
    }
    if (!chain.githubMirror.isEmpty() && consumer == Consumer::ComfyUi) {
        // ComfyUI-Manager's name for it.
        environment.variables[u"GITHUB_ENDPOINT"_s] =
            chain.githubMirror.toString(QUrl::FullyEncoded);
    }
}

} // namespace

QString consumerName(Consumer consumer)
{
    for (const auto &[each, name] : kNames) {
        if (each == consumer)
            return name;
    }
    return {};
}

std::optional<Consumer> consumerFromName(QStringView name)
{
    for (const auto &[consumer, known] : kNames) {
        if (known == name)
            return consumer;
    }
    return std::nullopt;
}

QList<Consumer> allConsumers()
{
    QList<Consumer> consumers;
    for (const auto &[consumer, name] : kNames)
        consumers += consumer;
    return consumers;
}

void ToolEnvironment::applyTo(QProcessEnvironment &environment, Os os) const
{
    const QStringList inherited = environment.keys();
    const auto take = [&](const QString &name) {
        const auto sense = os == Os::Windows ? Qt::CaseInsensitive : Qt::CaseSensitive;
        for (const QString &key : inherited) {
            if (key.compare(name, sense) == 0)
                environment.remove(key);
        }
    };
    for (const QString &name : removed)
        take(name);
    for (auto variable = variables.begin(); variable != variables.end(); ++variable)
        take(variable.key());
    for (auto variable = variables.begin(); variable != variables.end(); ++variable)
        environment.insert(variable.key(), variable.value());
}

QJsonObject toJson(const ToolEnvironment &environment)
{
    QJsonObject variables;
    for (auto it = environment.variables.begin(); it != environment.variables.end(); ++it)
        variables[it.key()] = it.value();
    return {{u"variables"_s, variables},
            {u"removed"_s, QJsonArray::fromStringList(environment.removed)},
            {u"secrets"_s, QJsonArray::fromStringList(environment.secrets)}};
}

ToolEnvironment toolEnvironmentFromJson(const QJsonObject &object)
{
    ToolEnvironment environment;
    const QJsonObject variables = object[u"variables"_s].toObject();
    for (auto it = variables.begin(); it != variables.end(); ++it)
        environment.variables[it.key()] = it.value().toString();
    for (const auto &name : object[u"removed"_s].toArray())
        environment.removed += name.toString();
    for (const auto &secret : object[u"secrets"_s].toArray())
        environment.secrets += secret.toString();
    return environment;
}

ToolEnvironment environmentFor(Consumer consumer, const NetworkChain &chain,
                               const QProcessEnvironment &own)
{
    ToolEnvironment environment;
    if (consumer == Consumer::Portico || consumer == Consumer::Git)
        return environment;
    if (chain.source == NetworkChain::ProxySource::System)
        addSystemProxies(environment, consumer, chain, own);
    else
        addProxies(environment, consumer, chain);
    addTrust(environment, consumer, chain);
    addMirrors(environment, consumer, chain);
    return environment;
}

QStringList shownEnvironment(const ToolEnvironment &environment)
{
    QStringList lines;
    for (auto it = environment.variables.begin(); it != environment.variables.end(); ++it) {
        QString value = it.value();
        for (const QString &secret : environment.secrets) {
            if (value == secret) {
                QUrl url(value);
                url.setPassword(u"***"_s);
                value = url.toString();
            }
        }
        lines += it.key() + u'=' + value;
    }
    return lines;
}

} // namespace portico
