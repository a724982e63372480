// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace portico::helper {

/** What proxy scripts ask about names and addresses. Blocking; answers of names are kept.
 *  `version` is 4 for IPv4 only, else any. Several addresses are separated by semicolons. */
QString addressesOf(const QString &host, int version);
/** Of this computer, towards the network. */
QString ownAddresses(int version);
/** Whether an address, or the first one of a name, lies in a network such as "fe80::/10". */
bool isInSubnet(const QString &host, const QString &network);

} // namespace portico::helper
