// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/settings/networksettings.h"

#include "core/settings/settingsstore.h"

#include <algorithm>
#include <array>

namespace portico {

namespace {

/** An empty text takes the setting back, so that the file holds only what was chosen. */
template <typename T>
void writeValue(SettingsStore &store, const Setting<T> &setting, const T &value)
{
    if (value == setting.defaultValue)
        store.reset(setting);
    else
        store.set(setting, value);
}

} // namespace

NetworkSettings readNetworkSettings(const SettingsStore &store)
{
    return {.proxy = store.get(settings::kProxy),
            .proxyExceptions = store.get(settings::kProxyExceptions),
            .pacAddress = store.get(settings::kPacAddress),
            .authorityFile = store.get(settings::kAuthorityFile),
            .githubMirror = store.get(settings::kGithubMirror),
            .packageIndex = store.get(settings::kPackageIndex),
            .torchIndex = store.get(settings::kTorchIndex),
            .pythonMirror = store.get(settings::kPythonMirror),
            .plainHttpHosts = store.get(settings::kPlainHttpHosts)};
}

void writeNetworkSettings(SettingsStore &store, const NetworkSettings &settings)
{
    writeValue(store, settings::kProxy, settings.proxy);
    writeValue(store, settings::kProxyExceptions, settings.proxyExceptions);
    writeValue(store, settings::kPacAddress, settings.pacAddress);
    writeValue(store, settings::kAuthorityFile, settings.authorityFile);
    writeValue(store, settings::kGithubMirror, settings.githubMirror);
    writeValue(store, settings::kPackageIndex, settings.packageIndex);
    writeValue(store, settings::kTorchIndex, settings.torchIndex);
    writeValue(store, settings::kPythonMirror, settings.pythonMirror);
    writeValue(store, settings::kPlainHttpHosts, settings.plainHttpHosts);
}

bool isNetworkKey(const QString &key)
{
    const std::array keys{settings::kProxy.key,         settings::kProxyExceptions.key,
                          settings::kPacAddress.key,    settings::kAuthorityFile.key,
                          settings::kGithubMirror.key,  settings::kPackageIndex.key,
                          settings::kTorchIndex.key,    settings::kPythonMirror.key,
                          settings::kPlainHttpHosts.key};
    return std::any_of(keys.begin(), keys.end(),
                       [&key](QLatin1StringView each) { return key == each; });
}

} // namespace portico
