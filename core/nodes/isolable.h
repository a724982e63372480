// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/changepacks.h"

namespace portico {

/** Whether a pack is one that can be isolated. Errors: Unsupported, Refused. Pure but for a look at
 *  its folder. */
Result<> checkIsolable(const NodePack &pack);

/** The packs of what cannot be met for which isolating is a choice. `packs`: those of the install,
 *  for which the steps of a change count first. A look at each one's folder. */
QStringList isolablePacks(const LayerPlan &plan, const QList<PackStep> &steps,
                          const QList<NodePack> &packs);

} // namespace portico
