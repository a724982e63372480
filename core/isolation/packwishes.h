// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envhome.h"
#include "core/isolation/rootconfig.h"
#include "core/isolation/systempackages.h"

#include <QJsonObject>

#include <optional>

namespace portico {

struct IsolatedEnv;

/** What a pack declares as a whole, beside its environments. */
struct PackWishes
{
    QString pack{};
    std::optional<RootConfig> root{}; ///< nothing: it has no such file, or see `problem`
    std::optional<Error> problem{};
    QStringList missingPacks{};   ///< of those that it wants beside itself, names
    QStringList disabledPacks{};  ///< those that are there, but disabled
    QStringList systemPackages{}; ///< of this system, that are not there
    /** All of them as one command to copy; Portico never runs it unasked. Empty: there is none, and
     *  `systemProblem` says why. */
    QString systemCommand{};
    std::optional<Error> systemProblem{};
};

/** Of all enabled packs that have comfy-env-root.toml, or ask for system packages in another of
 *  their files. Small reads; returns at once. */
QList<PackWishes> readPackWishes(const EnvHome &home, const QList<IsolatedEnv> &envs,
                                 const SystemMeans &system);

/** Of one pack in any folder, by its own file: empty without one. */
QList<PackWishes> readWishesOf(const QString &pack, const QString &folder, const EnvHome &home);

/** The system packages of all of them, each once. */
QStringList systemPackagesOf(const QList<PackWishes> &wishes);

QJsonObject toJson(const PackWishes &wishes);

} // namespace portico
