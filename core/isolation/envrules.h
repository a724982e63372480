// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QVersionNumber>

namespace portico {

/** The four ways in which comfy-env kept its environments; they know nothing of each other. */
enum class EnvGeneration {
    First = 1, ///< 0.2: `~/.ce/_env_<hash>`, linked into the pack
    Second,    ///< 0.3: one workspace for all
    Third,     ///< 0.4 to 0.4.24: `<root>/envs/<name>-<abi>`
    Fourth,    ///< 0.4.25 and newer: settings removed; `<name>_<abi>` from 0.4.39
};

/** What one version of comfy-env reads, writes and accepts. Read out of each published version. */
struct EnvRules
{
    QVersionNumber version{};
    EnvGeneration generation = EnvGeneration::First;

    bool canBuild = false;            ///< its layout is known well enough to be built for it
    bool hasClosedRoot = false;       ///< comfy-env-root.toml: unknown sections are errors
    bool knowsSchema = false;         ///< `schema = 1` on top
    bool knowsSystemPackages = false; ///< [apt] and [brew]
    bool knowsSettings = false;       ///< [settings] in the root file
    bool knowsTypes = false;          ///< [types] in the root file
    QString nodePacksSection{};       ///< "node_reqs", later "node_packs"
    bool wantsPythonAsText = false;   ///< an unquoted version is an error
    bool wantsPython310 = false;      ///< an older Python is an error
    bool pinsTorch = false;           ///< the torch family is the host's; not to be asked for
    bool isBoundByLink = false;       ///< the pack holds a link to its environment
    bool hasDottedTag = false;        ///< "torch2.10" in the folder's name, and '_' before the tag
    bool hasIdentity = false;         ///< reads install.hash with two lines
    QString identityPrefix{};         ///< "v2:", "v3:"
    bool hashesFormat = false;        ///< "fmt:2" and the wheels' place count
    bool hashesHostPins = false;      ///< comfy-aimdo and comfy-kitchen follow the host
    bool hasWheelsInManifest = false; ///< CUDA wheels are addresses in pixi.toml
    bool hasPlatformTable = false;    ///< glibc and macOS stand beside the platform
    bool wantsHostTorch = false;      ///< refuses a Python without torch
};

/** The rules of a version. Versions before 0.2 count as 0.2, later ones as the newest known. */
EnvRules envRules(const QVersionNumber &version);

/** "1" to "4". */
QString generationName(EnvGeneration generation);

} // namespace portico
