// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/changepacks.h"
#include "core/repair/runrepair.h"

namespace portico::app {

/** Plans of changes and repairs as values: for pictures and for tests of views. */

/** Adds packages, strips torch, and some are there. */
ChangePlan completePlan();
/** Two packs want two versions of numpy. */
ChangePlan clashingPlan();
ChangePlan refusedPlan(); ///< a wheel that is made for another torch
/** Something is built, something comes from an address, something is very new. */
ChangePlan consentPlan();
/** Everything is there already. */
ChangePlan nothingPlan();
ChangePlan updatePlan();
ChangePlan removePlan();

RepairPlan exampleRepair();
RepairOutcome exampleOutcome();

} // namespace portico::app
