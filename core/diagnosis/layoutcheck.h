// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

namespace portico {

/**
 * A path in a log that lies in one of ComfyUI's own folders (`…/gen-0001/ComfyUI/custom_nodes/x`)
 * may be a pack's that does not mind `--base-directory`. That it is, shows on the disk: the data
 * folder has the file, or the folder that it is to be made in. Diagnoses that say so and are right
 * stay, and those that say the same in other words go; of the others a pack's loses the fix that
 * would not help, and a line's own goes. Small reads, only where there is something to look at.
 */
QList<Diagnosis> checkLayout(QList<Diagnosis> diagnoses, const Library &library,
                             const InstallId &id);

/** The path of the data folder that is meant by one of a generation's, relative to it; empty: it is
 *  none of ComfyUI's own folders. Pure. */
QString pathInDataFolder(const QString &path, const QString &comfyFolder);

} // namespace portico
