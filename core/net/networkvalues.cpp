// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/networkvalues.h"

#include "core/net/authorities.h"
#include "core/net/proxyaddress.h"
#include "core/net/proxybypass.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::NetworkValues)
};

constexpr std::array<std::pair<NetworkKey, QLatin1StringView>, 9> kNames{{
    {NetworkKey::Proxy, "proxy"_L1},
    {NetworkKey::ProxyUser, "proxy-user"_L1},
    {NetworkKey::Exceptions, "no-proxy"_L1},
    {NetworkKey::Authority, "certificates"_L1},
    {NetworkKey::GithubMirror, "github-mirror"_L1},
    {NetworkKey::PackageIndex, "package-index"_L1},
    {NetworkKey::TorchIndex, "torch-index"_L1},
    {NetworkKey::PythonMirror, "python-mirror"_L1},
    {NetworkKey::PlainHttpHosts, "http-hosts"_L1},
}};

QStringList listOf(const QString &text)
{
    static const QRegularExpression between(u"[,;\\s]+"_s);
    return text.split(between, Qt::SkipEmptyParts);
}

Result<> takeUser(NetworkSettings &settings, const QString &value)
{
    if (value.size() > 255
        || std::any_of(value.begin(), value.end(), [](QChar c) { return c.unicode() < 0x20; })) {
        return Error{.code = ErrorCode::InvalidInput,
                     .message = Text::tr("That is no user name."),
                     .nextStep = Text::tr("Write the name alone; the password is asked for."),
                     .detail = {}};
    }
    settings.proxy.user = value;
    return {};
}

Result<> takeExceptions(NetworkSettings &settings, const QString &value)
{
    const Result<ProxyBypass> bypass = ProxyBypass::parse(value);
    if (!bypass)
        return bypass.error();
    settings.proxyExceptions = bypass->entries();
    return {};
}

Result<> takeAuthority(NetworkSettings &settings, const QString &value)
{
    if (value.isEmpty()) {
        settings.authorityFile.clear();
        return {};
    }
    const QString path = QDir::cleanPath(QDir(value).absolutePath());
    if (const auto authorities = readAuthorities(path); !authorities)
        return authorities.error();
    settings.authorityFile = path;
    return {};
}

Result<> takeAddress(QString &setting, const QString &value, const QStringList &plainHttpHosts)
{
    if (value.isEmpty()) {
        setting.clear();
        return {};
    }
    const Result<QUrl> address = checkMirrorAddress(value, plainHttpHosts);
    if (!address)
        return address.error();
    setting = address->toString(QUrl::FullyEncoded);
    return {};
}

Result<> takeHosts(NetworkSettings &settings, const QString &value)
{
    static const QRegularExpression name(u"^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const QStringList hosts = listOf(value);
    for (const QString &host : hosts) {
        if (!name.match(host).hasMatch()) {
            return Error{.code = ErrorCode::InvalidInput,
                         .message = Text::tr("“%1” is no name of a host.").arg(host),
                         .nextStep = Text::tr("Write the hosts' exact names separated by commas, "
                                              "such as files.lan, pypi.lan."),
                         .detail = {}};
        }
    }
    settings.plainHttpHosts = hosts;
    return {};
}

Result<> take(NetworkSettings &settings, NetworkKey key, const QString &value)
{
    switch (key) {
    case NetworkKey::Proxy:
        return takeProxyAddress(settings, value);
    case NetworkKey::ProxyUser:
        return takeUser(settings, value);
    case NetworkKey::Exceptions:
        return takeExceptions(settings, value);
    case NetworkKey::Authority:
        return takeAuthority(settings, value);
    case NetworkKey::GithubMirror:
        return takeAddress(settings.githubMirror, value, settings.plainHttpHosts);
    case NetworkKey::PackageIndex:
        return takeAddress(settings.packageIndex, value, settings.plainHttpHosts);
    case NetworkKey::TorchIndex:
        return takeAddress(settings.torchIndex, value, settings.plainHttpHosts);
    case NetworkKey::PythonMirror:
        return takeAddress(settings.pythonMirror, value, settings.plainHttpHosts);
    case NetworkKey::PlainHttpHosts:
        return takeHosts(settings, value);
    }
    return {};
}

} // namespace

QString networkKeyName(NetworkKey key)
{
    for (const auto &[each, name] : kNames) {
        if (each == key)
            return name;
    }
    return {};
}

std::optional<NetworkKey> networkKeyFromName(QStringView name)
{
    for (const auto &[each, known] : kNames) {
        if (known == name)
            return each;
    }
    return std::nullopt;
}

QList<NetworkKey> allNetworkKeys()
{
    QList<NetworkKey> keys;
    for (const auto &[key, name] : kNames)
        keys += key;
    return keys;
}

QString networkValue(const NetworkSettings &settings, NetworkKey key)
{
    switch (key) {
    case NetworkKey::Proxy:
        return proxyValue(settings);
    case NetworkKey::ProxyUser:
        return settings.proxy.user;
    case NetworkKey::Exceptions:
        return settings.proxyExceptions.join(", "_L1);
    case NetworkKey::Authority:
        return QDir::toNativeSeparators(settings.authorityFile);
    case NetworkKey::GithubMirror:
        return settings.githubMirror;
    case NetworkKey::PackageIndex:
        return settings.packageIndex;
    case NetworkKey::TorchIndex:
        return settings.torchIndex;
    case NetworkKey::PythonMirror:
        return settings.pythonMirror;
    case NetworkKey::PlainHttpHosts:
        return settings.plainHttpHosts.join(", "_L1);
    }
    return {};
}

Result<NetworkSettings> withNetworkValue(NetworkSettings settings, NetworkKey key,
                                         const QString &value)
{
    const Result<> taken = take(settings, key, value.trimmed());
    if (!taken)
        return taken.error();
    return settings;
}

Result<QUrl> checkMirrorAddress(const QString &text, const QStringList &plainHttpHosts)
{
    QString trimmed = text.trimmed();
    while (trimmed.endsWith(u'/'))
        trimmed.chop(1);
    const QUrl url(trimmed, QUrl::StrictMode);
    if (!url.password().isEmpty()) {
        return Error{.code = ErrorCode::Refused,
                     .message = Text::tr("The address at %1 holds a password, which settings must "
                                         "not.")
                                    .arg(url.host()),
                     .nextStep = Text::tr("Write the login into the file .netrc of your home "
                                          "folder, which uv and pip read, and the address without "
                                          "it."),
                     .detail = shownUrl(url)};
    }
    if (const Result<> allowed = checkFetchUrl(url, plainHttpHosts); !allowed)
        return allowed.error();
    if (url.hasQuery() || url.hasFragment()) {
        return Error{.code = ErrorCode::InvalidInput,
                     .message = Text::tr("The address at %1 has a “?” or “#” part, so nothing can "
                                         "be added to it.")
                                    .arg(url.host()),
                     .nextStep = Text::tr("Write the address of the folder only."),
                     .detail = shownUrl(url)};
    }
    return url;
}

} // namespace portico
