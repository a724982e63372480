// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/nodes/nodepack.h"

#include <QList>

namespace portico {

class Library;
struct Install;

/** Where ComfyUI of this install looks for node packs: of its data folder, or of the adopted
 *  folder. Names only. */
QString customNodesFolder(const Library &library, const Install &install);

/**
 * The node packs of an install, enabled or disabled by either convention (`.disabled/<name>[@x]`,
 * `<name>.disabled`), sorted by name. Reads a few small files of each; starts nothing. None where
 * there is no custom_nodes. Blocking. Errors: Cancelled.
 */
Result<QList<NodePack>> readNodePacks(const Library &library, const Install &install,
                                      const JobContext &job);

/** One folder or file as a pack of that name. Blocking; a few small reads. */
NodePack readNodePack(const QString &name, const QString &folder);

/** By its name, else by its registry id, whatever the case where only one is meant. Errors:
 *  NotFound naming what there is. */
Result<NodePack> findNodePack(const QList<NodePack> &packs, const QString &name);

} // namespace portico
