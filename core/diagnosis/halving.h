// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <functional>

namespace portico {

/** Whether it goes wrong with exactly these packs. An error ends the search. */
using PackTrial = std::function<Result<bool>(const QStringList &packs)>;

/** Where a search by halves came to an end. */
struct Halving
{
    enum class End {
        Found,       ///< `guilty` alone is enough
        Together,    ///< all of `guilty` are needed
        NoPack,      ///< it goes wrong without any pack
        DoesNotFail, ///< it does not go wrong, even with all packs
    } end = End::DoesNotFail;
    QStringList guilty{};
    int rounds = 0; ///< trials that were really made
};

/** What may be known before. */
struct HalvingOptions
{
    /** Asked after the first trial: whether it looks as if no pack is the cause. */
    std::function<bool()> looksLikeNoPack{};
    /** Asked after the first trial: a pack that looks guilty, tried alone at once; empty: none. */
    std::function<QString()> suspect{};
    /** Told before each trial: its number, how many there may be at most, the packs of it. */
    std::function<void(int round, int most, const QStringList &packs)> onRound{};
};

/**
 * Finds by halves the pack that makes something go wrong: at most 8 trials for one guilty pack
 * among 50. Pure: every trial is the caller's; none is made twice. A subset of what goes well is
 * taken to go well.
 */
Result<Halving> findByHalves(const QStringList &packs, const PackTrial &trial,
                             const HalvingOptions &options = {});

} // namespace portico
