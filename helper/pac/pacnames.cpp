// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/pac/pacnames.h"

#include <QHash>
#include <QHostInfo>
#include <QNetworkInterface>
#include <QStringList>

namespace portico::helper {

using namespace Qt::StringLiterals;

namespace {

bool isWanted(const QHostAddress &address, int version)
{
    return version != 4 || address.protocol() == QAbstractSocket::IPv4Protocol;
}

} // namespace

QString addressesOf(const QString &host, int version)
{
    static QHash<QString, QList<QHostAddress>> known; // one script, one thread, one process
    if (const QHostAddress given(host); !given.isNull())
        return isWanted(given, version) ? given.toString() : QString();
    auto found = known.find(host);
    if (found == known.end())
        found = known.insert(host, QHostInfo::fromName(host).addresses());
    QStringList texts;
    for (const QHostAddress &address : *found) {
        if (isWanted(address, version))
            texts += address.toString();
    }
    return texts.join(u';');
}

QString ownAddresses(int version)
{
    QStringList texts;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        if (!(flags & QNetworkInterface::IsUp) || (flags & QNetworkInterface::IsLoopBack))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            if (isWanted(entry.ip(), version) && !entry.ip().isLinkLocal())
                texts += entry.ip().toString();
        }
    }
    return version == 4 ? texts.value(0) : texts.join(u';');
}

bool isInSubnet(const QString &host, const QString &network)
{
    const QHostAddress address(addressesOf(host, 0).section(u';', 0, 0));
    const auto [base, prefix] = QHostAddress::parseSubnet(network);
    return prefix >= 0 && !address.isNull() && address.isInSubnet(base, prefix);
}

} // namespace portico::helper
