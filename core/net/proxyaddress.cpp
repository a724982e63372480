// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/proxyaddress.h"

#include <QCoreApplication>
#include <QDir>
#include <QUrl>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ProxyAddress)
};

constexpr auto kPacPrefix = "pac+"_L1;

QString howToWrite()
{
    return Text::tr("Write “system”, “none”, http://host:port, socks5://host:port, a user as "
                    "http://user@host:port, or pac+https://host/proxy.pac for a script.");
}

Error unreadable(const QString &message)
{
    return {.code = ErrorCode::InvalidInput,
            .message = message,
            .nextStep = howToWrite(),
            .detail = {}};
}

/** A login that was given for one proxy is not shown to others. */
void takeMode(NetworkSettings &settings, ProxySettings::Mode mode)
{
    const QString user = settings.proxy.mode == mode ? settings.proxy.user : QString();
    settings.proxy = {.mode = mode, .host = {}, .port = 0, .user = user};
}

Result<> takeScript(NetworkSettings &settings, const QString &address)
{
    QUrl url(address, QUrl::StrictMode);
    if (url.scheme().isEmpty() || url.scheme().size() == 1) // a path, also "C:\proxy.pac"
        url = QUrl::fromLocalFile(QDir(address).absolutePath());
    const bool isRemote = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !(isRemote ? !url.host().isEmpty() : url.isLocalFile()))
        return unreadable(Text::tr("“%1” is no address of a proxy script.").arg(address));
    if (!url.userInfo().isEmpty())
        return unreadable(Text::tr("The address of a proxy script holds no user and no password."));
    takeMode(settings, ProxySettings::Mode::Pac);
    settings.pacAddress = url.toString(QUrl::FullyEncoded);
    return {};
}

QString kindName(ProxySettings::Mode mode)
{
    return mode == ProxySettings::Mode::Socks5 ? u"socks5"_s : u"http"_s;
}

} // namespace

QString proxyValue(const NetworkSettings &settings)
{
    const ProxySettings &proxy = settings.proxy;
    switch (proxy.mode) {
    case ProxySettings::Mode::System:
        return u"system"_s;
    case ProxySettings::Mode::None:
        return u"none"_s;
    case ProxySettings::Mode::Pac:
        return kPacPrefix + settings.pacAddress;
    case ProxySettings::Mode::Http:
    case ProxySettings::Mode::Socks5:
        break;
    }
    QUrl url;
    url.setScheme(kindName(proxy.mode));
    url.setHost(proxy.host);
    url.setPort(proxy.port);
    url.setUserName(proxy.user, QUrl::DecodedMode);
    return url.toString(QUrl::FullyEncoded);
}

Result<> takeProxyAddress(NetworkSettings &settings, const QString &value)
{
    if (value.isEmpty() || value == "system"_L1 || value == "none"_L1) {
        takeMode(settings,
                 value == "none"_L1 ? ProxySettings::Mode::None : ProxySettings::Mode::System);
        return {};
    }
    if (value.startsWith(kPacPrefix, Qt::CaseInsensitive))
        return takeScript(settings, value.mid(kPacPrefix.size()));
    const QUrl url(value, QUrl::StrictMode);
    const bool isSocks = url.scheme() == "socks5"_L1 || url.scheme() == "socks5h"_L1;
    if (url.scheme() == "https"_L1) {
        return unreadable(Text::tr("Portico speaks to proxies by http and SOCKS 5 only; what goes "
                                   "through them is protected all the same."));
    }
    const bool hasPath = !url.path().isEmpty() && url.path() != "/"_L1;
    if (!url.isValid() || !(isSocks || url.scheme() == "http"_L1) || url.host().isEmpty()
        || url.port() < 1 || hasPath || url.hasQuery())
        return unreadable(Text::tr("“%1” is no address of a proxy with its port.")
                              .arg(url.toDisplayString(QUrl::RemoveUserInfo)));
    if (!url.password().isEmpty()) {
        return Error{.code = ErrorCode::Refused,
                     .message = Text::tr("The proxy's password does not belong into its address: "
                                         "settings and command lines can be read by others."),
                     .nextStep = Text::tr("Give the address without it; the password is asked for "
                                          "and kept in this computer's keychain."),
                     .detail = {}};
    }
    settings.proxy = {.mode = isSocks ? ProxySettings::Mode::Socks5 : ProxySettings::Mode::Http,
                      .host = url.host(),
                      .port = url.port(),
                      .user = url.userName(QUrl::FullyDecoded)};
    return {};
}

} // namespace portico
