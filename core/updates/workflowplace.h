// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/trialinstall.h"
#include "core/updates/tryworkflows.h"

namespace portico {

// Private to core/updates.

/** The copies that a trial is started from, in staging; see tryWorkflows(). Blocking. Errors: those
 *  of cloneTree() and launchCommand(); Unsupported. */
Result<TrialInstall> workflowPlace(const WorkflowTrial &trial, const JobContext &job);

} // namespace portico
