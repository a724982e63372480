// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/sortneeds.h"

namespace portico {

/** One pack that does not go with another one, or with the base; private to core/python. */
struct ClashingPacks
{
    QString pack;
    QString other{}; ///< empty: it fails alone
    QString words{}; ///< uv's
};

/**
 * Who asks for what that cannot be had together, out of uv's words and the packs' own requirements.
 * Its choices are the requirements that the words name: candidates. Pure.
 */
UnmetNeed explainClash(const ClashingPacks &clash, const QList<WantedNeed> &needs,
                       const PythonEnvironment &base);

/** The packages that the index does not have, as uv says. Pure. */
QStringList packagesNotFound(const QString &words);

} // namespace portico
