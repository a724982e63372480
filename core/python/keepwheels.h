// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/layer.h"

namespace portico {

/** A wheel of the store that a lock names. */
struct KeptWheel
{
    QString package{}; ///< normalised
    QString file{};    ///< absolute, in LayerBuild::wheels
    Sha256 sha256{};
};

/** A package of which the store has no wheel for this Python, and why none could be got. */
struct LackingWheel
{
    QString package{}; ///< "timm 1.0.22"
    Error why{};
};

struct KeptWheels
{
    QList<KeptWheel> wheels{};
    QList<LackingWheel> lacking{};
};

/**
 * Every wheel that the plan's lock needs in this Python into the store, whether or not the layer is
 * built: those that are there are hashed, the others fetched, a damaged one anew. One that cannot
 * be had does not keep the others. `folder` is an empty one of staging. Blocking. Errors:
 * Cancelled, DiskFull, Io.
 */
Result<KeptWheels> keepWheels(const LayerBuild &build, const QString &folder, const Uv &uv,
                              const JobContext &job);

} // namespace portico
