// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/proxybypass.h"

#include "core/net/urlrules.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ProxyBypass)
};

Error unreadable(const QString &entry)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("“%1” is no host, domain or network.").arg(entry),
            .nextStep = Text::tr("Write hosts and networks separated by commas, such as "
                                 "intranet.example, .corp.example, 10.0.0.0/8."),
            .detail = {}};
}

/** The port behind the last colon of `host:port`; the colons of an IPv6 address are its own. */
std::optional<int> takePort(QString &host)
{
    static const QRegularExpression withPort(u"^(\\[[^\\]]+\\]|[^:]+):([0-9]{1,5})$"_s);
    const QRegularExpressionMatch match = withPort.match(host);
    if (!match.hasMatch())
        return -1;
    const int port = match.captured(2).toInt();
    if (port < 1 || port > 65'535)
        return std::nullopt;
    host = match.captured(1);
    return port;
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "http"_L1 ? 80 : 443);
}

} // namespace

Result<ProxyBypass::Rule> ProxyBypass::readRule(const QString &entry)
{
    if (entry == "*"_L1)
        return Rule{.kind = Rule::Kind::Everything};
    if (entry.compare("<local>"_L1, Qt::CaseInsensitive) == 0)
        return Rule{.kind = Rule::Kind::PlainNames};
    if (entry.contains(u'/')) {
        const auto [network, prefix] = QHostAddress::parseSubnet(entry);
        if (prefix < 0 || entry.contains("//"_L1))
            return unreadable(entry);
        return Rule{.kind = Rule::Kind::Subnet, .network = network, .prefix = prefix};
    }
    QString host = entry;
    const std::optional<int> port = takePort(host);
    if (!port)
        return unreadable(entry);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    if (const QHostAddress address(host); !address.isNull()) {
        const int bits = address.protocol() == QAbstractSocket::IPv4Protocol ? 32 : 128;
        return Rule{.kind = Rule::Kind::Subnet, .network = address, .prefix = bits, .port = *port};
    }
    if (host.startsWith("*."_L1))
        host = host.mid(2);
    else if (host.startsWith(u'.'))
        host = host.mid(1);
    static const QRegularExpression name(u"^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$"_s);
    const QString ace = QString::fromLatin1(QUrl::toAce(host)).toLower();
    if (!name.match(ace).hasMatch() || ace.contains(".."_L1))
        return unreadable(entry);
    return Rule{.kind = Rule::Kind::Domain, .domain = ace, .port = *port};
}

Result<ProxyBypass> ProxyBypass::parse(const QString &text)
{
    static const QRegularExpression between(u"[,;\\s]+"_s);
    return parse(text.split(between, Qt::SkipEmptyParts));
}

Result<ProxyBypass> ProxyBypass::parse(const QStringList &entries)
{
    ProxyBypass bypass;
    for (const QString &entry : entries) {
        const Result<Rule> rule = readRule(entry.trimmed());
        if (!rule)
            return rule.error();
        bypass.m_entries += entry.trimmed();
        bypass.m_rules += *rule;
    }
    return bypass;
}

bool ProxyBypass::applies(const Rule &rule, const QUrl &url)
{
    if (rule.port > 0 && rule.port != portOf(url))
        return false;
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    switch (rule.kind) {
    case Rule::Kind::Everything:
        return true;
    case Rule::Kind::PlainNames:
        return !host.contains(u'.') && !host.contains(u':');
    case Rule::Kind::Domain:
        return host == rule.domain
            || (host.endsWith(rule.domain)
                && host.at(host.size() - rule.domain.size() - 1) == u'.');
    case Rule::Kind::Subnet: {
        const QHostAddress address(url.host());
        return !address.isNull() && address.isInSubnet(rule.network, rule.prefix);
    }
    }
    return false;
}

bool ProxyBypass::matches(const QUrl &url) const
{
    return isLoopbackHost(url.host())
        || std::any_of(m_rules.begin(), m_rules.end(),
                       [&url](const Rule &rule) { return applies(rule, url); });
}

QString ProxyBypass::noProxy(const QStringList &more) const
{
    // Both spellings of ::1, because programs differ; no stars before a domain, because uv and
    // pip do not know them and mean the same without.
    QStringList parts{u"localhost"_s, u"127.0.0.1"_s, u"127.0.0.0/8"_s, u"::1"_s, u"[::1]"_s};
    for (const QString &entry : m_entries) {
        if (entry.compare("<local>"_L1, Qt::CaseInsensitive) != 0)
            parts += entry.startsWith("*."_L1) ? entry.mid(2) : entry;
    }
    parts += more;
    parts.removeDuplicates();
    return parts.contains(u"*"_s) ? u"*"_s : parts.join(u',');
}

} // namespace portico
