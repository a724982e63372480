// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envconfig.h"

namespace portico {

/** Another pack that a pack wants beside itself. */
struct WantedPack
{
    QString name{};     ///< of its folder
    QString registry{}; ///< id in the Comfy Registry; asked first
    QString version{};  ///< of the registry
    QString github{};   ///< "owner/repository" or an address
    QString tag{};
    QString branch{};
    QString commit{}; ///< counts only without tag and branch

    friend bool operator==(const WantedPack &, const WantedPack &) = default;
};

/** What comfy-env-root.toml says. */
struct RootConfig
{
    QStringList aptPackages{}; ///< of the first generation: never installed silently
    QStringList brewPackages{};
    QList<WantedPack> packs{};
    QMap<QString, QString> types{}; ///< socket -> "builtin", "custom"
    int typesLine = 1;              ///< where they stand
    QVariantMap settings{};
    QList<ConfigRemark> remarks{};
};

/** As parseEnvConfig(). */
Result<RootConfig> parseRootConfig(const QByteArray &bytes, const QString &name,
                                   const EnvRules &rules);

} // namespace portico
