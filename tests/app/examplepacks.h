// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/health.h"
#include "core/nodes/registryclient.h"

namespace portico::app {

/** Node packs, the registry and verdicts as values: for pictures and for tests of views. */

/** One of the registry, or of git where a commit is given. */
NodePack examplePack(const QString &name, const QString &title, const QString &version,
                     const QString &commit = {});
/** One of each state. */
QList<PackRow> examplePacks();
/** That many, all in order but for a few. */
QList<PackRow> manyPacks(int count);
/** Clean, with a layer. */
PackageFacts cleanPackages();
/** torch was replaced by a CPU build; two more findings; the base drifted. */
PackageFacts brokenPackages();

RegistryPage exampleRegistry();
/** The same from disk, as the registry did not answer. */
RegistryPage keptRegistry();

} // namespace portico::app
