// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/packwishes.h"
#include "core/nodes/changepacks.h"

namespace portico {

/** A pack that is not there and that others want beside themselves. */
struct WishedPack
{
    QString name{};         ///< of its folder
    QStringList wantedBy{}; ///< packs
    PackSource source{};
    std::optional<Error> problem{}; ///< it cannot be got like this; then there is no source
};

/**
 * All of them, by name, each once: where two packs want it differently, as the first says. Sources
 * are those that comfy-env takes: the registry first, then the repository by tag, branch or commit,
 * but never a place of this computer. Pure.
 */
QList<WishedPack> wishedPacks(const QList<PackWishes> &wishes, const QStringList &plainHttpHosts);

/** Which of the wished packs to install. */
struct WishedChange
{
    const EnvHome &home;
    QList<WishedPack> wished{};
    QStringList names{}; ///< empty: all
    PackChange change{}; ///< what is left out, builds; the rest is filled in
};

/**
 * As prepareChange(), of wished packs and of those that they want in turn. Blocking. Errors: those
 * of prepareChange(); NotFound (nobody wishes one of these names), the problem of one that is
 * named.
 */
Result<PreparedChange> prepareWishedPacks(const NodeServices &services, const InstallId &id,
                                          const WishedChange &wish, const JobContext &job);

QJsonObject toJson(const WishedPack &pack);

} // namespace portico
