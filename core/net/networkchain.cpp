// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/networkchain.h"

#include "core/net/authorities.h"
#include "core/net/networkvalues.h"
#include "core/settings/networksettings.h"

#include <algorithm>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

constexpr auto kGithub = "https://github.com"_L1;
constexpr auto kPackageIndex = "https://pypi.org/simple"_L1;
constexpr auto kTorchIndex = "https://download.pytorch.org/whl"_L1;
constexpr auto kPythonReleases = "/astral-sh/python-build-standalone/releases/download"_L1;

QUrl under(const QUrl &base, const QString &path)
{
    return QUrl(base.toString(QUrl::FullyEncoded) + path);
}

/** The setting as an address; what cannot be used counts as not set and is told. */
QUrl addressOf(const QString &setting, NetworkChain &chain)
{
    if (setting.isEmpty())
        return {};
    const Result<QUrl> address = checkMirrorAddress(setting, chain.plainHttpHosts);
    if (address)
        return *address;
    if (!chain.problem)
        chain.problem = address.error();
    return {};
}

void takeProxy(NetworkChain &chain, const NetworkSettings &settings, const QString &password)
{
    const ProxySettings &proxy = settings.proxy;
    chain.proxy = {.kind = ProxyServer::Kind::Direct,
                   .host = proxy.host,
                   .port = static_cast<quint16>(proxy.port),
                   .user = proxy.user,
                   .password = proxy.user.isEmpty() ? QString() : password};
    switch (proxy.mode) {
    case ProxySettings::Mode::System:
        chain.source = NetworkChain::ProxySource::System;
        break;
    case ProxySettings::Mode::None:
        chain.source = NetworkChain::ProxySource::None;
        break;
    case ProxySettings::Mode::Http:
        chain.source = NetworkChain::ProxySource::Fixed;
        chain.proxy.kind = ProxyServer::Kind::Http;
        break;
    case ProxySettings::Mode::Socks5:
        chain.source = NetworkChain::ProxySource::Fixed;
        chain.proxy.kind = ProxyServer::Kind::Socks5;
        break;
    case ProxySettings::Mode::Pac:
        chain.source = NetworkChain::ProxySource::Pac;
        chain.pacUrl = QUrl(settings.pacAddress);
        break;
    }
}

void takeTrust(NetworkChain &chain, const NetworkSettings &settings)
{
    chain.authorityFile = settings.authorityFile;
    if (settings.authorityFile.isEmpty())
        return;
    const auto authorities = readAuthorities(settings.authorityFile);
    if (authorities)
        chain.extraAuthorities = *authorities;
    else
        chain.problem = authorities.error();
}

void takeMirrors(NetworkChain &chain, const NetworkSettings &settings)
{
    chain.githubMirror = addressOf(settings.githubMirror, chain);
    const QUrl package = addressOf(settings.packageIndex, chain);
    const QUrl torch = addressOf(settings.torchIndex, chain);
    const QUrl python = addressOf(settings.pythonMirror, chain);
    chain.hasOwnPackageIndex = !package.isEmpty();
    chain.hasOwnTorchIndex = !torch.isEmpty();
    chain.hasOwnPythonMirror = !python.isEmpty() || !chain.githubMirror.isEmpty();
    chain.packageIndex = package.isEmpty() ? QUrl(kPackageIndex) : package;
    chain.torchIndex = torch.isEmpty() ? QUrl(kTorchIndex) : torch;
    const QUrl github = chain.githubMirror.isEmpty() ? QUrl(kGithub) : chain.githubMirror;
    chain.pythonMirror = python.isEmpty() ? under(github, kPythonReleases) : python;
}

} // namespace

QString proxyAddress(const ProxyServer &proxy, Secrets secrets)
{
    if (proxy.kind == ProxyServer::Kind::Direct)
        return {};
    QUrl url;
    url.setScheme(proxy.kind == ProxyServer::Kind::Socks5 ? u"socks5h"_s : u"http"_s);
    url.setHost(proxy.host);
    url.setPort(proxy.port);
    const auto encoded = [](const QString &text) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text));
    };
    QString login;
    if (!proxy.user.isEmpty()) {
        login = encoded(proxy.user);
        if (!proxy.password.isEmpty())
            login += u':' + (secrets == Secrets::Shown ? encoded(proxy.password) : u"***"_s);
        login += u'@';
    }
    // By hand: QUrl would decode some of what a password may hold.
    const QString text = url.toString(QUrl::FullyEncoded);
    const qsizetype host = text.indexOf("//"_L1) + 2;
    return text.left(host) + login + text.mid(host);
}

NetworkChain makeNetworkChain(const NetworkSettings &settings, const QString &proxyPassword)
{
    NetworkChain chain;
    chain.plainHttpHosts = settings.plainHttpHosts;
    takeProxy(chain, settings, proxyPassword);
    if (const Result<ProxyBypass> bypass = ProxyBypass::parse(settings.proxyExceptions))
        chain.bypass = *bypass;
    else
        chain.problem = bypass.error();
    takeTrust(chain, settings);
    takeMirrors(chain, settings);
    return chain;
}

QString routeKey(const QUrl &url)
{
    return url.scheme() + "://"_L1 + url.host(QUrl::FullyEncoded).toLower() + u':'
        + QString::number(url.port(url.scheme() == "http"_L1 ? 80 : 443));
}

QList<ProxyServer> proxiesFor(const NetworkChain &chain, const QUrl &url)
{
    const QList<ProxyServer> direct{ProxyServer{}};
    if (chain.bypass.matches(url))
        return direct;
    switch (chain.source) {
    case NetworkChain::ProxySource::None:
        return direct;
    case NetworkChain::ProxySource::Fixed:
        return {chain.proxy};
    case NetworkChain::ProxySource::System:
    case NetworkChain::ProxySource::Pac:
        break;
    }
    const QList<ProxyServer> route = chain.routes.value(routeKey(url));
    return route.isEmpty() ? direct : route;
}

QUrl mirrored(const NetworkChain &chain, const QUrl &url)
{
    if (chain.githubMirror.isEmpty() || url.scheme() != "https"_L1
        || url.host().compare("github.com"_L1, Qt::CaseInsensitive) != 0)
        return url;
    return under(chain.githubMirror,
                 url.toString(QUrl::FullyEncoded | QUrl::RemoveScheme | QUrl::RemoveAuthority));
}

QList<QUrl> sourcesOf(const NetworkChain &chain, const QUrl &url)
{
    const QUrl first = mirrored(chain, url);
    return first == url ? QList<QUrl>{url} : QList<QUrl>{first, url};
}

QUrl torchIndexFor(const NetworkChain &chain, const QString &tag)
{
    return under(chain.torchIndex, u'/' + tag);
}

QList<QUrl> usualAddresses(const NetworkChain &chain)
{
    QList<QUrl> addresses{chain.packageIndex, chain.torchIndex, chain.pythonMirror,
                          chain.githubMirror.isEmpty() ? QUrl(kGithub) : chain.githubMirror};
    for (const auto host :
         {"files.pythonhosted.org"_L1, "api.github.com"_L1, "objects.githubusercontent.com"_L1,
          "release-assets.githubusercontent.com"_L1, "raw.githubusercontent.com"_L1,
          "huggingface.co"_L1, "conda.anaconda.org"_L1, "api.comfy.org"_L1}) {
        QUrl url;
        url.setScheme(u"https"_s);
        url.setHost(host);
        addresses += url;
    }
    QList<QUrl> distinct;
    QStringList keys;
    for (const QUrl &url : std::as_const(addresses)) {
        if (!keys.contains(routeKey(url)))
            distinct += url;
        keys += routeKey(url);
    }
    return distinct;
}

} // namespace portico
