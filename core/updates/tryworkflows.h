// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/net/toolenvironment.h"
#include "core/updates/testworkflows.h"

#include <chrono>

namespace portico {

class ProcessRunner;

/** What test workflows are tried on. */
struct WorkflowTrial
{
    const Library &library;
    const Install &install; ///< its current generation, which install.json may not list yet
    const ProcessRunner &processes;
    ToolEnvironment network{}; ///< how ComfyUI reaches the internet
    bool hasDatabase = true;   ///< whether it reads the one of `databaseOf`
    int databaseOf = 0;        ///< the generation whose database is copied
    std::chrono::minutes readyLimit{10};
    std::chrono::minutes workflowLimit{30}; ///< of one
};

/** How one went. */
struct TriedWorkflow
{
    QString name;
    std::chrono::milliseconds took{};
    std::optional<Error> failure{}; ///< empty: it worked

    bool isGood() const { return !failure; }
};

/**
 * Starts that generation for real, as its next start would be: with its node packs, their layer and
 * the person's arguments, and has it work off each workflow. Everything that could change is a copy
 * in staging that goes afterwards: runtime, layer, user folder, database; outputs and temporary
 * files go there, too, and the port is one that nobody has. Models, inputs and node packs are the
 * install's own. Also while ComfyUI runs. Blocking, minutes.
 *
 * Errors: ProcessFailed or Timeout (it does not start, and why), Unsupported (too old to be started
 * beside), Cancelled, DiskFull. What a workflow meets is no error, but in its row.
 */
Result<QList<TriedWorkflow>> tryWorkflows(const WorkflowTrial &trial,
                                          const QList<TestWorkflow> &workflows,
                                          const JobContext &job);

QString workflowStep();

} // namespace portico
