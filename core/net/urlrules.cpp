// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/urlrules.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::UrlRules)
};

constexpr int kLongestUrl = 2048;

Error refused(const QString &message, const QUrl &url)
{
    return {
        ErrorCode::Refused, message,
        Text::tr("Check the address; take it from the page of the people who publish the file."),
        shownUrl(url)};
}

/** Ports that browsers do not speak http to either (a part of the fetch standard's list), and 0. */
bool isOddPort(int port)
{
    constexpr std::array kOdd{0,   1,   7,   9,   11,   13,   15,   17,   19,   20,   21,   22,
                              23,  25,  37,  42,  43,   53,   69,   77,   79,   87,   95,   101,
                              102, 103, 104, 109, 110,  111,  113,  115,  117,  119,  123,  135,
                              137, 139, 143, 161, 179,  389,  427,  465,  512,  513,  514,  515,
                              526, 530, 531, 532, 540,  548,  554,  556,  563,  587,  601,  636,
                              989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 5060, 5061};
    return std::find(kOdd.begin(), kOdd.end(), port) != kOdd.end();
}

bool hasControlCharacters(const QUrl &url)
{
    const QString decoded = QUrl::fromPercentEncoding(url.toEncoded());
    return std::any_of(decoded.begin(), decoded.end(),
                       [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "http"_L1 ? 80 : 443);
}

} // namespace

QString shownUrl(const QUrl &url)
{
    const QUrl bare = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    return QString::fromUtf8(bare.toEncoded(QUrl::FullyEncoded)).left(300);
}

bool isLoopbackHost(const QString &host)
{
    const QString name = host.toLower();
    if (name == "localhost"_L1)
        return true;
    const QHostAddress address(name);
    return !address.isNull() && address.isLoopback();
}

bool isPrivateAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4); // also of ::ffff:a.b.c.d
    if (isIpv4) {
        const auto isIn = [ipv4](quint32 network, int bits) {
            return (ipv4 ^ network) >> (32 - bits) == 0;
        };
        return isIn(0x00000000, 8) || isIn(0x0a000000, 8) || isIn(0x64400000, 10)
            || isIn(0x7f000000, 8) || isIn(0xa9fe0000, 16) || isIn(0xac100000, 12)
            || isIn(0xc0a80000, 16) || isIn(0xe0000000, 3);
    }
    return address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast()
        || address.isSiteLocal() || address.isMulticast()
        || address == QHostAddress(QHostAddress::AnyIPv6);
}

bool isPrivateHost(const QString &host)
{
    if (isLoopbackHost(host) || host.endsWith(".localhost"_L1, Qt::CaseInsensitive)
        || host.endsWith(".local"_L1, Qt::CaseInsensitive))
        return true;
    const QHostAddress address(host);
    return !address.isNull() && isPrivateAddress(address);
}

Result<> checkFetchUrl(const QUrl &url, const QStringList &plainHttpHosts)
{
    if (!url.isValid() || url.host().isEmpty()) {
        return Error{ErrorCode::InvalidInput, Text::tr("This is not an address of the internet."),
                     Text::tr("An address begins with https:// and the name of a host."),
                     shownUrl(url)};
    }
    if (url.toEncoded().size() > kLongestUrl)
        return refused(
            Text::tr("The address at %1 is longer than 2048 characters.").arg(url.host()), url);
    if (!url.userInfo().isEmpty()) {
        return refused(Text::tr("The address holds a user name or password; its real host is %1.")
                           .arg(url.host(QUrl::FullyEncoded)),
                       url);
    }
    if (hasControlCharacters(url) || url.host().startsWith(u'-'))
        return refused(Text::tr("The address at %1 holds characters that do not belong there.")
                           .arg(url.host(QUrl::FullyEncoded)),
                       url);
    if (isOddPort(portOf(url)))
        return refused(Text::tr("Port %1 of %2 is not one that web servers use.")
                           .arg(portOf(url))
                           .arg(url.host()),
                       url);
    if (url.scheme() == "https"_L1)
        return {};
    if (url.scheme() != "http"_L1)
        return refused(Text::tr("Portico does not fetch from addresses that begin with “%1:”.")
                           .arg(url.scheme()),
                       url);
    if (isLoopbackHost(url.host()) || plainHttpHosts.contains(url.host(), Qt::CaseInsensitive))
        return {};
    return Error{ErrorCode::Refused,
                 Text::tr("The address at %1 uses http, which anybody on the way can change.")
                     .arg(url.host()),
                 Text::tr("Use its https address, or allow http from this host in the settings."),
                 shownUrl(url)};
}

bool isRedirectStatus(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Result<QUrl> redirectTarget(const QUrl &from, const QByteArray &location, int hopsSoFar,
                            const QStringList &plainHttpHosts)
{
    if (hopsSoFar >= kMostRedirects) {
        return refused(
            Text::tr("%1 sends from one address to the next without an end.").arg(from.host()),
            from);
    }
    const QUrl to = from.resolved(QUrl(QString::fromUtf8(location)));
    if (location.isEmpty() || !to.isValid())
        return refused(Text::tr("%1 sends to an address that cannot be read.").arg(from.host()),
                       from);
    if (from.scheme() == "https"_L1 && to.scheme() == "http"_L1) {
        return refused(Text::tr("%1 sends from https to plain http, which anybody on the way can "
                                "change.")
                           .arg(from.host()),
                       to);
    }
    if (const Result<> allowed = checkFetchUrl(to, plainHttpHosts); !allowed) {
        return allowed.error().inContext(Text::tr("%1 sends to another address.").arg(from.host()));
    }
    return to;
}

Error privateTargetError(const QUrl &from, const QUrl &to)
{
    return refused(Text::tr("%1 sends to %2, which lies on this computer or in a local network.")
                       .arg(from.host(), to.host()),
                   to);
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host().compare(b.host(), Qt::CaseInsensitive) == 0
        && portOf(a) == portOf(b);
}

} // namespace portico
