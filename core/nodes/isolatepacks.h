// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/changeparts.h"

namespace portico {

// What isolating packs adds to a change; private to core/nodes.

/** Tries out every pack that the change isolates, with the layer that was built for it. Returns
 *  remarks. Errors: those of PackIsolator::tryOut(). */
Result<QStringList> tryIsolated(const NodeServices &services, const ChangeParts &parts,
                                const QString &layer, const JobContext &job);

/** How a change ended. */
enum class ChangeEnd { Done, Failed };

/** The environments of isolated packs become what the packs need as they are now: what was built
 * for a change that failed goes, like that of a pack that is not isolated any more. */
void settleIsolated(const NodeServices &services, const ChangeParts &parts, ChangeEnd end,
                    const JobContext &job);

} // namespace portico
