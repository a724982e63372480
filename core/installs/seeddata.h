// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QStringList>

namespace portico {

/** The folders of ComfyUI that `--base-directory` hides and that a bundle may fill. */
QStringList seededFolders();

/**
 * Makes a new data folder: the folders ComfyUI demands, filled with what the bundle ships in
 * models/configs, models/vae_approx, input, user and custom_nodes. Copies, so that the generation
 * stays as it is; bytecode and databases stay behind. Blocking.
 */
Result<> seedDataFolder(const QString &comfyFolder, const QString &dataFolder,
                        const JobContext &job);

/** Where the bundle's own files and a person's lie. */
struct SeedPlaces
{
    QString comfyFolder;
    QString aside; ///< shippedAside() of the generation: in the classic layout they are there
    QString dataFolder;
};

/** Whether a file of a data folder (path relative to it) is what the bundle put there, unchanged.
 */
bool isSeed(const SeedPlaces &places, const QString &path);

} // namespace portico
