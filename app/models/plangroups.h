// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/changepacks.h"

#include <QString>

namespace portico::app {

/** What the lines of a group of a plan are about; also their order. */
enum class PlanPart {
    Packs,    ///< what happens to the node packs themselves
    Change,   ///< what becomes another, such as the version of ComfyUI
    Unmet,    ///< this base cannot meet them
    Consent,  ///< built from source, or from an address or repository
    Added,    ///< wheels of the package index
    Torch,    ///< left to the install's own torch
    Provider, ///< several packages that install the same module, reduced to one
    LeftOut,  ///< packs and requirements that are not part of the plan
    Present,  ///< the base has them
    Remark,   ///< what should be known
};

/** One line of a plan as a person reads it. */
struct PlanLine
{
    QString name{};
    QString version{};
    QString note{};
    QString size{};
    QString more{}; ///< whole sentences: for the line below the table
};

/** Lines that belong together. */
struct PlanGroup
{
    PlanPart part = PlanPart::Added;
    QString title{};       ///< "Will be added · 8 packages, 412 MiB"
    QString explanation{}; ///< one sentence; empty: none needed
    QList<PlanLine> lines{};
};

/** A plan in the groups that a person understands; empty ones are not there. Pure. */
QList<PlanGroup> planGroups(const ChangePlan &plan);
/** Whether a pack is isolated afterwards, by this step or in a new version. Pure. */
bool bringsWrapper(const PackStep &step);
/** The group about the packs themselves. Pure. */
PlanGroup planPacks(const ChangePlan &plan);
/** What would happen, in one or two sentences. Pure. */
QString planSentence(const ChangePlan &plan);
/** "Install Impact Pack?": for the dialog. Pure. */
QString planTitle(const ChangePlan &plan);
/** "&Install": what its button says. Pure. */
QString planAccept(const ChangePlan &plan);

} // namespace portico::app
