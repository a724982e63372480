// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QHostAddress>
#include <QList>
#include <QStringList>
#include <QUrl>

namespace portico {

/**
 * The addresses that are reached without the proxy. A value; pure.
 *
 * One entry is a host (`example.org`: it and everything under it), a domain (`.example.org` or
 * `*.example.org`: the same), either with `:port`, an address (`10.1.2.3`), a network
 * (`10.0.0.0/8`), `<local>` for names without a dot, or `*` for everything. This is what NO_PROXY
 * means to curl, pip and uv, so one text serves all. Loopback is always in.
 */
class ProxyBypass
{
public:
    ProxyBypass() = default;

    /** Entries separated by commas, semicolons or spaces. Error: InvalidInput naming the entry. */
    static Result<ProxyBypass> parse(const QString &text);
    static Result<ProxyBypass> parse(const QStringList &entries);

    bool matches(const QUrl &url) const;
    /** As the person wrote them, without loopback. */
    const QStringList &entries() const { return m_entries; }
    /** The value of NO_PROXY, loopback included; `more` are further hosts. */
    QString noProxy(const QStringList &more = {}) const;

private:
    struct Rule
    {
        enum class Kind { Everything, PlainNames, Domain, Subnet };
        Kind kind = Kind::Domain;
        QString domain{};
        QHostAddress network{};
        int prefix = 0;
        int port = -1;
    };
    static Result<Rule> readRule(const QString &entry);
    static bool applies(const Rule &rule, const QUrl &url);

    QStringList m_entries;
    QList<Rule> m_rules;
};

} // namespace portico
