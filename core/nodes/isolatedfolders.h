// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"

#include <QStringList>

namespace portico {

/** Which folders of a pack a comfy-env looks into for comfy-env.toml. */
enum class IsolatedPlaces {
    Nodes,    ///< `nodes` and its own folders: the later generations
    Anywhere, ///< any folder but the pack's own: the first generation
};

/**
 * The folders of a pack that have a comfy-env.toml, relative to it and sorted: each gets a Python
 * of its own. One beside the pack's __init__.py isolates nothing in any generation. Environments
 * and links are passed over. Blocking; walks the folders, reads nothing. Cut short on cancel.
 */
QStringList isolatedFolders(const QString &pack, IsolatedPlaces places, const JobContext &job);

/** Whether any comfy-env would isolate a folder of it. Small reads; a walk only of packs that ask
 *  for comfy-env. */
bool hasIsolatedFolders(const QString &pack);

} // namespace portico
