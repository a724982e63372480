// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/catalogue/bundlecatalogue.h"

#include <QStringList>

namespace portico {

/** An answer that is not whole, filled up with what `before` had of the sources that are silent
 *  yet, so that nothing goes away only because it is asked for again. Pure. */
CatalogueAnswer filledUp(const CatalogueAnswer &partial, const CatalogueAnswer &before);

/** All its sources as they are when they are asked once more and none has answered. Pure. */
CatalogueAnswer askedAgain(const CatalogueAnswer &answer);

/** The titles of the sources that have not answered yet. */
QStringList stillAsked(const CatalogueAnswer &answer);

/**
 * Whether a source that is silent yet may still bring what suits a computer of that system better.
 * Of a source with a kept answer no more is expected than that. Pure.
 */
bool mayBringBetter(const CatalogueAnswer &answer, Os os, bool hasVersions);

} // namespace portico
