// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envhome.h"

#include <optional>

namespace portico {

/** A folder of nodes with a comfy-env.toml, and the environment that belongs to it. */
struct IsolatedEnv
{
    QString name{};   ///< what people and commands call it; one of a kind in an install
    QString pack{};   ///< its pack's folder
    QString folder{}; ///< of comfy-env.toml, relative to the pack: "nodes/gpu"
    QString path{};   ///< the same, absolute
    std::optional<EnvConfig> config{}; ///< nothing: see `problem`
    std::optional<Error> problem{};    ///< it cannot be read, or two folders have one name
    QString folderName{};              ///< of the environment; empty without a config
    QString place{};                   ///< the environment's folder, absolute
    QString link{};                    ///< first generation: what leads there, absolute

    QString configFile() const { return path + QStringLiteral("/comfy-env.toml"); }
};

/**
 * All of an install's enabled packs, sorted by name: where that version of comfy-env looks.
 * A file that cannot be read is a problem of its own. Blocking; a few small reads.
 */
Result<QList<IsolatedEnv>> discoverEnvs(const EnvHome &home, const JobContext &job);

/** By its name. NotFound naming what there is. */
Result<IsolatedEnv> findEnv(const QList<IsolatedEnv> &envs, const QString &name);

} // namespace portico
