// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settingvalues.h"

#include <QString>
#include <QStringList>

namespace portico {

class SettingsStore;

/**
 * Everything a person may set about networks, as it is written in settings.json: text, not looked
 * at yet. The proxy's password is not here but in the SecretStore, under kProxySecret. Checked and
 * changed by core/net/networkvalues.h; put to use by core/net/networkchain.h.
 */
struct NetworkSettings
{
    ProxySettings proxy;
    QStringList proxyExceptions; ///< hosts that are reached without the proxy
    QString pacAddress;          ///< of the script, for ProxySettings::Mode::Pac
    QString authorityFile;       ///< PEM with certificate authorities that are trusted as well
    QString githubMirror;        ///< stands in for https://github.com
    QString packageIndex;        ///< stands in for the Python package index
    QString torchIndex;          ///< stands in for https://download.pytorch.org/whl
    QString pythonMirror;        ///< stands in for the releases of python-build-standalone
    QStringList plainHttpHosts;  ///< hosts from which http is allowed, by exact name

    friend bool operator==(const NetworkSettings &, const NetworkSettings &) = default;
};

/** The name of the proxy's password in the SecretStore. */
inline constexpr QLatin1StringView kProxySecret{"proxy"};

NetworkSettings readNetworkSettings(const SettingsStore &store);
/** Sets what differs. */
void writeNetworkSettings(SettingsStore &store, const NetworkSettings &settings);
/** Whether SettingsStore::changed(key) means that networks are reached differently now. */
bool isNetworkKey(const QString &key);

} // namespace portico
