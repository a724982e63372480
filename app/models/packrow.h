// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/style/icons.h"
#include "core/diagnosis/packreport.h"
#include "core/nodes/packstate.h"

#include <chrono>
#include <optional>

namespace portico::app {

/** How a node pack is, the gravest first: what its row says in one word. */
enum class PackCondition {
    ImportFailed,   ///< the last start said so
    NeedsPackages,  ///< what it requires is not there
    Unclear,        ///< nobody can read what it requires
    NeedsIsolation, ///< it carries a comfy-env.toml, and has no environment of its own yet
    Changed,        ///< by hand, since it was installed
    Fine,
    NotStarted, ///< nothing is missing, but no start has loaded it yet
    Disabled,
};

/** One node pack as the table shows it. */
struct PackRow
{
    NodePack pack{};
    PackCondition condition = PackCondition::Fine;
    QString reason{}; ///< whole sentences about the condition; empty: the word says it all
    std::optional<std::chrono::milliseconds> importTime{}; ///< of the last start
    QString git{}; ///< whole sentences about its repository; empty: nothing to say

    friend bool operator==(const PackRow &, const PackRow &) = default;
};

/** Packs as the table shows them, out of what their files and the log of the last start tell; the
 *  states are in the order of the packs. Pure. */
QList<PackRow> packRows(const QList<NodePack> &packs, const QList<PackState> &states,
                        const QList<PackReport> &reports);

/** "Failed to import": a few words. */
QString conditionText(PackCondition condition);
/** Never the only thing that tells: the words stand beside it. */
QIcon conditionIcon(PackCondition condition);
/** Whether it is one that a person should look at. */
bool needsAttention(PackCondition condition);
/** "8.28.1", "4f2c1ab", "8.28.1 (4f2c1ab)"; "–" where neither is known. */
QString packVersionText(const NodePack &pack);
/** "0.4 s", "< 0.1 s": as a start's log tells it. */
QString importTimeText(std::chrono::milliseconds time);
/** What is to be said about the chosen pack, in whole sentences. */
QString packSentence(const PackRow &row);

} // namespace portico::app
