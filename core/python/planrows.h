// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/layerresolver.h"

namespace portico {

/** What was found, for the plan; private to core/python. */
struct PlanRows
{
    const LayerRequest &request;
    const LayerResolution &resolution;
    const QList<WantedNeed> &needs;
    QString cacheFolder{}; ///< uv's
    QDateTime cutoff{};    ///< younger packages are marked
};

/**
 * Adds the packages of a resolution to a plan: who wants them, sizes, ages, hashes; and what they
 * in their turn ask of the torch family. Small reads of uv's cache.
 */
void addPlanRows(const PlanRows &rows, LayerPlan &plan);

} // namespace portico
