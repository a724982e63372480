// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/isolation/envrules.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QStringList>
#include <QVariantMap>

namespace portico {

/** "comfy-env.toml": a folder with it gets a Python of its own. */
QString envConfigName();
/** "comfy-env-root.toml": what a whole pack declares. */
QString rootConfigName();
/** Neither file is longer. */
inline constexpr qint64 kMostEnvConfig = 1 << 20;

/** Something in a file that has no effect, or not the one its author meant. */
struct ConfigRemark
{
    int line = 1;
    QString message; ///< a whole sentence, with what to do

    friend bool operator==(const ConfigRemark &, const ConfigRemark &) = default;
};

/** What comfy-env.toml says. */
struct EnvConfig
{
    QByteArray bytes{};         ///< as they lie on the disk: they are hashed
    QString python{};           ///< "3.11"; empty: the one that runs ComfyUI
    QStringList cudaPackages{}; ///< wheels for one CUDA and torch
    QMap<QString, QString> envVars{};
    double healthCheckTimeout = 5.0;
    QVariantMap passthrough{}; ///< pixi's own tables
    QStringList aptPackages{}; ///< the first generation's
    QStringList brewPackages{};
    QList<ConfigRemark> remarks{};

    QVariantMap table(const QString &name) const { return passthrough.value(name).toMap(); }
};

/**
 * Reads it by the rules of one version. `name` is what errors call the file. Pure. Errors:
 * InvalidInput with file, line and what to do: no TOML, or what that version refuses.
 */
Result<EnvConfig> parseEnvConfig(const QByteArray &bytes, const QString &name,
                                 const EnvRules &rules);

} // namespace portico
