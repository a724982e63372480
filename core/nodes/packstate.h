// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/git/worktree.h"
#include "core/nodes/nodepack.h"

#include <QList>

#include <optional>

namespace portico {

class Library;
struct Install;

/** A requirement that is not there, or in another version. */
struct MissingNeed
{
    QString text;    ///< as the pack writes it: "numpy<2"
    QString present; ///< "numpy 2.1.3"; empty: it is not installed

    friend bool operator==(const MissingNeed &, const MissingNeed &) = default;
};

/** How a pack is, told by files alone. */
struct PackState
{
    QString pack; ///< NodePack::name
    /** Needs that are not met; of a disabled pack, too. */
    QList<MissingNeed> missing{};
    /** Needs that are left out by choice, whatever is there: none of them counts as missing. */
    QList<MissingNeed> leftOut{};
    /** Why nobody knows what it needs, or what is there. */
    std::optional<Error> problem{};
    /** Whether its code is what was installed; nothing: it did not come by Portico. */
    std::optional<bool> isChanged{};
    QDateTime installed{};              ///< by Portico; not valid: it was not
    std::optional<WorkTreeState> git{}; ///< of a checkout

    bool areNeedsMet() const { return missing.isEmpty() && !problem; }

    friend bool operator==(const PackState &, const PackState &) = default;
};

/**
 * The states of these packs, in their order. Reads requirement files, site-packages as far as its
 * lists, code to compare it with what was installed, and the repositories. Starts nothing; also
 * while ComfyUI runs. Blocking. Errors: Cancelled.
 */
Result<QList<PackState>> readPackStates(const Library &library, const Install &install,
                                        const QList<NodePack> &packs, const JobContext &job);

} // namespace portico
