// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settingvalues.h"

#include <QLatin1StringView>

namespace portico {

/** One setting: its key in settings.json and what counts while nobody has chosen. */
template <typename T>
struct Setting
{
    QLatin1StringView key;
    T defaultValue = {};
};

/** All settings of the program. Those of one install are in its install.json. */
namespace settings {

/** Empty: `Portico` in the home folder. */
inline const Setting<QString> kLibraryRoot{QLatin1StringView("libraryRoot"), {}};
inline const Setting<ProxySettings> kProxy{QLatin1StringView("proxy"), {}};
/** Hosts that are reached without the proxy, as in NO_PROXY. */
inline const Setting<QStringList> kProxyExceptions{QLatin1StringView("proxyExceptions"), {}};
/** The address of the script that names the proxies, for ProxySettings::Mode::Pac. */
inline const Setting<QString> kPacAddress{QLatin1StringView("pacAddress"), {}};
/** A PEM file with certificate authorities that are trusted beside the system's; empty: none. */
inline const Setting<QString> kAuthorityFile{QLatin1StringView("authorityFile"), {}};
/** An address that stands in for https://github.com; empty: none. */
inline const Setting<QString> kGithubMirror{QLatin1StringView("githubMirror"), {}};
/** The GitHub that bundles are published to: a company's own server; empty: github.com. */
inline const Setting<QString> kGithubServer{QLatin1StringView("githubServer"), {}};
/** The repository there that bundles are built in, "owner/name", and its workflow's file. */
inline const Setting<QString> kGithubRepository{QLatin1StringView("githubRepository"), {}};
inline const Setting<QString> kGithubWorkflow{QLatin1StringView("githubWorkflow"),
                                              QStringLiteral("build.yml")};
/** Recipes that were opened, and bundles that were made or fetched, newest first: their files. */
inline const Setting<QStringList> kRecipes{QLatin1StringView("recipes"), {}};
inline const Setting<QStringList> kMadeBundles{QLatin1StringView("madeBundles"), {}};
/** Where bundles were made last; empty: `bundles` in the library. */
inline const Setting<QString> kBundleFolder{QLatin1StringView("bundleFolder"), {}};
/** The folder or catalogue that was published to last. */
inline const Setting<QString> kPublishPlace{QLatin1StringView("publishPlace"), {}};
/** A package index in place of the usual one; empty: the Python package index. */
inline const Setting<QString> kPackageIndex{QLatin1StringView("packageIndex"), {}};
/** What the indexes of torch (cu128, cpu, ...) lie under; empty: https://download.pytorch.org/whl.
 */
inline const Setting<QString> kTorchIndex{QLatin1StringView("torchIndex"), {}};
/** What stands in for the downloads of python-build-standalone; empty: GitHub or its mirror. */
inline const Setting<QString> kPythonMirror{QLatin1StringView("pythonMirror"), {}};
/** The uv program to use; empty: the one of Portico's package, on PATH, or fetched. */
inline const Setting<QString> kUvProgram{QLatin1StringView("uvProgram"), {}};
/** The pixi that isolated environments are given; empty: the one that comfy-env pins, fetched. */
inline const Setting<QString> kPixiProgram{QLatin1StringView("pixiProgram"), {}};
/** The index of CUDA wheels for isolated environments, ending in a slash; empty: that of the
 *  installed comfy-env. What it offers runs on this computer. */
inline const Setting<QString> kCudaWheelIndex{QLatin1StringView("cudaWheelIndex"), {}};
/** Hosts from which plain http is allowed, by exact name. Loopback always is. */
inline const Setting<QStringList> kPlainHttpHosts{QLatin1StringView("plainHttpHosts"), {}};
/** What stands in for https://desktop-assets.comfy.org/standalone-environments; empty: that one. */
inline const Setting<QString> kStandaloneMirror{QLatin1StringView("standaloneMirror"), {}};
/** The Comfy Registry, or a mirror of it; empty: the registry itself. */
inline const Setting<QString> kRegistryAddress{QLatin1StringView("registryAddress"), {}};
/** For so many days a new upload to the package index is not trusted; 0: trust all. */
inline const Setting<int> kCooldownDays{QLatin1StringView("cooldownDays"), 7};
inline constexpr int kMostCooldownDays = 3650;
/** GitHub repositories with Anymatix bundles, "owner/name". */
inline const Setting<QStringList> kAnymatixRepositories{
    QLatin1StringView("anymatixRepositories"),
    {QStringLiteral("Anymatix/anymatix-portable-comfyui")}};
/** A team's own catalogues: addresses or paths of JSON files (docs/catalogue.md). */
inline const Setting<QStringList> kTeamCatalogues{QLatin1StringView("teamCatalogues"), {}};
inline const Setting<Theme> kTheme{QLatin1StringView("theme"), Theme::System};
/** The code of the window's language, as in translations/; empty: the system's. */
inline const Setting<QString> kLanguage{QLatin1StringView("language"), {}};
inline const Setting<CloseBehaviour> kCloseBehaviour{QLatin1StringView("closeBehaviour"),
                                                     CloseBehaviour::Ask};
/** Portico's icon in the tray of the system, which keeps it there when its window is closed. */
inline const Setting<bool> kTrayIcon{QLatin1StringView("trayIcon"), false};
/** Notifications of the system about what the person waits for elsewhere, and from how many seconds
 *  on something is waited for. */
inline const Setting<bool> kNotices{QLatin1StringView("notices"), true};
inline const Setting<int> kNoticeAfter{QLatin1StringView("noticeAfterSeconds"), 20};
/** Whether a newer Portico is looked for once a day, and when somebody looked last (ISO, UTC). */
inline const Setting<bool> kLookForUpdates{QLatin1StringView("lookForUpdates"), false};
inline const Setting<QString> kLookedForUpdates{QLatin1StringView("lookedForUpdates"), {}};
/** The newer Portico whose notice the person has closed. */
inline const Setting<QString> kSeenUpdate{QLatin1StringView("seenUpdate"), {}};
/** What was begun to be set up and never got done ("compose", or an id of the catalogue). */
inline const Setting<QString> kUnfinishedSetUp{QLatin1StringView("unfinishedSetUp"), {}};
inline const Setting<QByteArray> kWindowGeometry{QLatin1StringView("windowGeometry"), {}};
inline const Setting<QByteArray> kWindowState{QLatin1StringView("windowState"), {}};
/** Names of the secrets that were put into the keychain: one that is gone from there is "lost". */
inline const Setting<QStringList> kSavedSecrets{QLatin1StringView("savedSecrets"), {}};

} // namespace settings

} // namespace portico
