// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QList>

#include <functional>
#include <optional>

namespace portico {

/** Why some packs do not go together. */
struct Clash
{
    int pack = 0;    ///< the one that is left out
    int other = -1;  ///< an earlier one that it does not go with; -1: it fails alone
    QString words{}; ///< the resolver's, for exactly these
};

/** Which packs go together. */
struct ClashReport
{
    QList<int> kept{}; ///< ascending
    QList<Clash> clashes{};
    bool isExhausted = false; ///< there were too many questions: what was not asked is left out
};

/** Whether these packs (ascending) go together: nothing when they do, else the resolver's words. An
 *  error ends the search. */
using TryPacks = std::function<Result<std::optional<QString>>(const QList<int> &packs)>;

/**
 * The packs 0 … count-1 do not go together: which do? The earlier of two that clash stays. Asks for
 * halves, then for pairs; at most `mostQuestions` times. Errors: those of `tryPacks`.
 */
Result<ClashReport> findClashes(int count, const TryPacks &tryPacks, int mostQuestions = 64);

} // namespace portico
