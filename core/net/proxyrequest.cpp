// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/proxyrequest.h"

#include <QList>
#include <QUrl>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

constexpr int kHttpPort = 80;

/** "host:443", "[::1]:443". */
bool takeAuthority(const QByteArray &text, ProxyRequest &request)
{
    const QUrl url(u"http://"_s + QString::fromLatin1(text), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.port() < 1 || !url.userInfo().isEmpty()
        || !url.path().isEmpty() || url.hasQuery() || url.hasFragment())
        return false;
    request.host = url.host(QUrl::FullyEncoded);
    request.port = static_cast<quint16>(url.port());
    return true;
}

bool isOfTheConnection(const QByteArray &name)
{
    return name.startsWith("proxy-") || name == "connection" || name == "keep-alive";
}

} // namespace

std::optional<ProxyRequest> readProxyRequest(const QByteArray &head)
{
    QList<QByteArray> lines = head.left(head.indexOf("\r\n\r\n")).split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    if (words.size() != 3 || words[0].isEmpty() || !words[2].startsWith("HTTP/1."))
        return std::nullopt;
    ProxyRequest request{.isTunnel = words[0] == "CONNECT"};
    QByteArray kept;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 1 || line.startsWith(' ') || line.startsWith('\t') || line.contains('\r')
            || line.contains('\0'))
            return std::nullopt;
        const QByteArray name = line.left(colon).toLower();
        if (name == "proxy-authorization")
            request.authorization = line.mid(colon + 1).trimmed();
        if (!isOfTheConnection(name))
            kept += line + "\r\n";
    }
    if (request.isTunnel) {
        if (!takeAuthority(words[1], request))
            return std::nullopt;
        return request;
    }
    const QUrl url = QUrl::fromEncoded(words[1], QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != "http"_L1 || url.host().isEmpty()
        || !url.userInfo().isEmpty())
        return std::nullopt;
    request.host = url.host(QUrl::FullyEncoded);
    request.port = static_cast<quint16>(url.port(kHttpPort));
    const QByteArray path =
        url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    request.head = words[0] + ' ' + (path.startsWith('/') ? path : '/' + path) + " HTTP/1.1\r\n"
        + kept + "Connection: close\r\n\r\n";
    return request;
}

} // namespace portico
