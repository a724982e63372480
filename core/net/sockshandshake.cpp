// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/sockshandshake.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <utility>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SocksHandshake)
};

constexpr char kVersion = 5;
constexpr char kLoginVersion = 1;
constexpr char kConnect = 1;
constexpr char kNoLogin = 0;
constexpr char kPassword = 2;
constexpr char kIpv4 = 1;
constexpr char kName = 3;
constexpr char kIpv6 = 4;
constexpr qsizetype kLongest = 255; ///< of a name, user or password: one byte holds its length

QString nameOf(const ProxyServer &proxy)
{
    return u"%1:%2"_s.arg(proxy.host).arg(proxy.port);
}

QString checkNetwork()
{
    return Text::tr("Check the proxy on the page Network.");
}

Error noSocks(const ProxyServer &proxy)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("What answers at %1 is no SOCKS5 proxy.").arg(nameOf(proxy)),
            .nextStep = checkNetwork(),
            .detail = {}};
}

Error loginWanted(const ProxyServer &proxy)
{
    return {.code = ErrorCode::PermissionDenied,
            .message = Text::tr("The SOCKS proxy %1 asks for a user name and password, or refuses "
                                "those it was given.")
                           .arg(nameOf(proxy)),
            .nextStep = Text::tr("Enter them on the page Network."),
            .detail = {}};
}

/** The proxy's own code (RFC 1928, section 6). */
Error replyError(const ProxyServer &proxy, const QString &host, int code)
{
    const QString detail = u"SOCKS5 reply %1"_s.arg(code);
    switch (code) {
    case 2:
        return {
            ErrorCode::Refused,
            Text::tr("The SOCKS proxy %1 does not allow the way to %2.").arg(nameOf(proxy), host),
            Text::tr("Ask whoever looks after the proxy, or use a mirror that it allows."), detail};
    case 3:
    case 4:
        return {ErrorCode::Network,
                Text::tr("The SOCKS proxy %1 cannot find %2.").arg(nameOf(proxy), host),
                Text::tr("Check the address, and the proxy's own connection to the internet."),
                detail};
    case 5:
        return {ErrorCode::Network,
                Text::tr("%2 does not accept connections from the SOCKS proxy %1.")
                    .arg(nameOf(proxy), host),
                Text::tr("Try again later; a firewall may also be in the way."), detail};
    case 6:
        return {ErrorCode::Timeout,
                Text::tr("%2 did not answer the SOCKS proxy %1 in time.").arg(nameOf(proxy), host),
                Text::tr("Try again later."), detail};
    default:
        return {ErrorCode::Network,
                Text::tr("The SOCKS proxy %1 made no connection to %2.").arg(nameOf(proxy), host),
                Text::tr("Try again later; check the address and the proxy."), detail};
    }
}

char byteOf(qsizetype number)
{
    return static_cast<char>(static_cast<unsigned char>(number));
}

} // namespace

SocksHandshake::SocksHandshake(ProxyServer proxy, QString host, quint16 port)
    : m_proxy(std::move(proxy))
    , m_host(std::move(host))
    , m_port(port)
{ }

QByteArray SocksHandshake::greeting() const
{
    QByteArray bytes;
    bytes.append(kVersion);
    bytes.append(hasLogin() ? char{2} : char{1});
    bytes.append(kNoLogin);
    if (hasLogin())
        bytes.append(kPassword);
    return bytes;
}

QByteArray SocksHandshake::hear(QByteArray &received)
{
    switch (m_step) {
    case Step::Method:
        return hearMethod(received);
    case Step::Login:
        return hearLogin(received);
    case Step::Reply:
        return hearReply(received);
    case Step::End:
        break;
    }
    return {};
}

QByteArray SocksHandshake::hearMethod(QByteArray &received)
{
    if (received.isEmpty())
        return {};
    if (received.at(0) != kVersion)
        return fail(noSocks(m_proxy));
    if (received.size() < 2)
        return {};
    const char method = received.at(1);
    received.remove(0, 2);
    if (method == kPassword && hasLogin()) {
        const bool fits = m_proxy.user.toUtf8().size() <= kLongest
            && m_proxy.password.toUtf8().size() <= kLongest;
        m_step = Step::Login;
        return fits ? login() : fail(loginWanted(m_proxy));
    }
    if (method != kNoLogin)
        return fail(loginWanted(m_proxy));
    if (m_host.toUtf8().size() > kLongest)
        return fail(replyError(m_proxy, m_host, 4));
    m_step = Step::Reply;
    m_state = State::Waiting;
    return request();
}

QByteArray SocksHandshake::hearLogin(QByteArray &received)
{
    if (received.size() < 2)
        return {};
    const char answer = received.at(1);
    received.remove(0, 2);
    if (answer != 0)
        return fail(loginWanted(m_proxy));
    if (m_host.toUtf8().size() > kLongest)
        return fail(replyError(m_proxy, m_host, 4));
    m_step = Step::Reply;
    m_state = State::Waiting;
    return request();
}

QByteArray SocksHandshake::hearReply(QByteArray &received)
{
    constexpr qsizetype fixed = 4;
    if (received.size() >= 2 && received.at(0) != kVersion)
        return fail(noSocks(m_proxy));
    // Some proxies say no more than the code when they refuse.
    if (received.size() >= 2 && received.at(1) != 0)
        return fail(replyError(m_proxy, m_host, static_cast<unsigned char>(received.at(1))));
    if (received.size() <= fixed)
        return {};
    qsizetype address = 0;
    switch (received.at(3)) {
    case kIpv4:
        address = 4;
        break;
    case kIpv6:
        address = 16;
        break;
    case kName:
        address = 1 + static_cast<unsigned char>(received.at(fixed));
        break;
    default:
        return fail(noSocks(m_proxy));
    }
    const qsizetype length = fixed + address + 2;
    if (received.size() < length)
        return {};
    received.remove(0, length);
    m_step = Step::End;
    m_state = State::Done;
    return {};
}

QByteArray SocksHandshake::login() const
{
    const QByteArray user = m_proxy.user.toUtf8();
    const QByteArray password = m_proxy.password.toUtf8();
    return kLoginVersion + QByteArray(1, byteOf(user.size())) + user
        + QByteArray(1, byteOf(password.size())) + password;
}

QByteArray SocksHandshake::request() const
{
    QByteArray bytes;
    bytes.append(kVersion).append(kConnect).append('\0');
    const QHostAddress address(m_host);
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        const quint32 number = address.toIPv4Address();
        bytes.append(kIpv4);
        for (const int shift : {24, 16, 8, 0})
            bytes.append(byteOf((number >> shift) & 0xff));
    } else if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        const Q_IPV6ADDR number = address.toIPv6Address();
        bytes.append(kIpv6);
        for (const quint8 each : number.c)
            bytes.append(byteOf(each));
    } else {
        const QByteArray name = m_host.toUtf8();
        bytes.append(kName).append(byteOf(name.size())).append(name);
    }
    bytes.append(byteOf(m_port >> 8)).append(byteOf(m_port & 0xff));
    return bytes;
}

QByteArray SocksHandshake::fail(Error error)
{
    m_step = Step::End;
    m_state = State::Failed;
    m_error = std::move(error);
    return {};
}

std::optional<ProxyServer> socksProxyFromAddress(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (!url.scheme().startsWith("socks5"_L1) || url.host().isEmpty() || url.port() < 1)
        return std::nullopt;
    return ProxyServer{.kind = ProxyServer::Kind::Socks5,
                       .host = url.host(),
                       .port = static_cast<quint16>(url.port()),
                       .user = url.userName(QUrl::FullyDecoded),
                       .password = url.password(QUrl::FullyDecoded)};
}

Error socksUnreachable(const ProxyServer &proxy, const QString &systemText)
{
    return {.code = ErrorCode::Network,
            .message = Text::tr("The SOCKS proxy %1 cannot be reached.").arg(nameOf(proxy)),
            .nextStep = checkNetwork(),
            .detail = systemText};
}

Error socksSilent(const ProxyServer &proxy)
{
    return {.code = ErrorCode::Timeout,
            .message = Text::tr("The SOCKS proxy %1 did not answer in time.").arg(nameOf(proxy)),
            .nextStep = checkNetwork(),
            .detail = {}};
}

} // namespace portico
