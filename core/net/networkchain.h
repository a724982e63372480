// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/net/proxybypass.h"

#include <QHash>
#include <QList>
#include <QSslCertificate>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace portico {

struct NetworkSettings;

/** One proxy, with the password looked up; or none at all. */
struct ProxyServer
{
    enum class Kind { Direct, Http, Socks5 };

    Kind kind = Kind::Direct;
    QString host{};
    quint16 port = 0;
    QString user{};
    QString password{};

    friend bool operator==(const ProxyServer &, const ProxyServer &) = default;
};

/** A proxy as an address: `http://user:password@host:port`, `socks5h://…` (names are looked up by
 *  the proxy, as Qt does). Empty for a direct way. */
enum class Secrets { Shown, Hidden };
QString proxyAddress(const ProxyServer &proxy, Secrets secrets);

/**
 * How the internet is reached, as one value: which proxy for which address, whom to trust, what
 * stands in for GitHub, the package index, the torch index and Python's releases. Everybody who
 * speaks to the network is given this value: Qt (HttpClient), git (gitnetwork.h), uv, pip, pixi and
 * ComfyUI (toolenvironment.h). Holds the proxy's password: never logged or shown whole.
 *
 * Loopback never goes through a proxy. TLS is never weakened: a certificate is trusted because the
 * system trusts its issuer or the person named the issuer's file; nothing ignores an error.
 */
struct NetworkChain
{
    enum class ProxySource {
        None,   ///< no proxy at all
        Fixed,  ///< `proxy`
        System, ///< what the system says for each address: in `routes`
        Pac,    ///< what the script at `pacUrl` says for each address: in `routes`
    };

    ProxySource source = ProxySource::System;
    ProxyServer proxy;  ///< of Fixed; user and password count for the proxies of Pac too
    ProxyBypass bypass; ///< addresses that are reached directly
    QUrl pacUrl;        ///< http, https or file
    QHash<QString, QList<ProxyServer>> routes; ///< by routeKey(); of System and Pac

    QString authorityFile; ///< the person's own; empty: the system's authorities only
    QList<QSslCertificate> extraAuthorities; ///< what it holds
    QString authorityBundle; ///< a PEM file with the system's and the extra ones, for tools that
                             ///< trust one file only; empty without extra ones
    QUrl githubMirror;       ///< empty: https://github.com itself; never ends in a slash
    QUrl packageIndex;       ///< never empty; never ends in a slash
    QUrl torchIndex;         ///< never empty; the tag (cu128, cpu) is a folder of it
    QUrl pythonMirror;       ///< never empty: from the GitHub mirror where none is set
    bool hasOwnPackageIndex = false;
    bool hasOwnTorchIndex = false;
    bool hasOwnPythonMirror = false; ///< or a GitHub mirror
    QStringList plainHttpHosts;

    std::optional<Error> problem; ///< a part of the settings that cannot be used, named
};

/**
 * The chain of these settings. Reads the authority file (a small one); nothing else is looked up:
 * `routes` is empty and `authorityBundle` too (Network fills both). A part that cannot be used is
 * left out and told in `problem`; the connections that need it then fail as they should.
 */
NetworkChain makeNetworkChain(const NetworkSettings &settings, const QString &proxyPassword);

/** Scheme, host and port: what decides about the proxy. */
QString routeKey(const QUrl &url);

/** The proxies to try for an address, in order; never empty. Routes that are not known are Direct.
 */
QList<ProxyServer> proxiesFor(const NetworkChain &chain, const QUrl &url);

/** Where an address of github.com is fetched from: through the mirror, then from itself. Others
 *  stay as they are. For DownloadRequest::url and ::mirrors. */
QList<QUrl> sourcesOf(const NetworkChain &chain, const QUrl &url);
/** The first of them: for git remotes. */
QUrl mirrored(const NetworkChain &chain, const QUrl &url);

/** The index of one accelerator, such as `…/whl/cu128`. */
QUrl torchIndexFor(const NetworkChain &chain, const QString &tag);

/** Everywhere Portico and its tools are known to go: what routes are found out for. */
QList<QUrl> usualAddresses(const NetworkChain &chain);

} // namespace portico
