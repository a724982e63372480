// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/layerresolver.h"

namespace portico {

/** Packs that have to stay out, and why; private to core/python. */
struct ClashingNeeds
{
    QStringList packs{};
    QList<UnmetNeed> unmet{};
};

/** Who names himself what the index does not have, as uv's words tell: nobody else needs to be
 *  asked. Pure. */
ClashingNeeds needsNotFound(const QString &words, const QList<WantedNeed> &needs,
                            const PythonEnvironment &base);

/**
 * Which packs do not go together, or go with nothing: the earlier of two stays. Each clash tells
 * the requirements without which it is none; that was tried out. Asks the resolver a bounded number
 * of times. Errors: those of LayerResolver, but for isNoSolution().
 */
Result<ClashingNeeds> findClashingNeeds(const QList<WantedNeed> &needs, LayerResolver &resolver,
                                        const PythonEnvironment &base);

} // namespace portico
