// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/plangroups.h"
#include "core/vendoring/verifyvendored.h"

#include <QString>

namespace portico::app {

/** A state of an install that is kept for offline, as its row shows it. */
struct KeptLook
{
    QString id{};      ///< of the state
    QString name{};    ///< of the install
    QString moment{};  ///< "Today at 14:05": when it was kept
    QString within{};  ///< "today at 14:05": within a sentence
    QString words{};   ///< "ComfyUI 0.33.0 · 14 files, 3.2 GiB"
    QString problem{}; ///< what it has not, as sentences; empty: it is whole

    friend bool operator==(const KeptLook &, const KeptLook &) = default;
};

KeptLook keptLook(const VendoredState &state);

/** What was found when every file was read: one or two sentences. Pure. */
QString verdictText(const VendoredVerdict &verdict);
/** What a state has not, naming the first. Pure. Precondition: there are some. */
Error lackError(const VendoredState &state);

/** What keeping would bring into the store, in groups: for the table of a plan. Pure. */
QList<PlanGroup> keepGroups(const KeepPlan &plan);
/** The same in one or two sentences. Pure. */
QString keepSentence(const KeepPlan &plan);

} // namespace portico::app
