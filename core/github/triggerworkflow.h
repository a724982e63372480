// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/github/workflowrun.h"

#include <QMap>

namespace portico {

/** A workflow to start by hand. */
struct TriggerRequest
{
    QString repository;                            ///< "owner/name"
    QString workflow{QStringLiteral("build.yml")}; ///< its file in .github/workflows, or its number
    QString branch{};                              ///< or tag; empty: the default branch
    QMap<QString, QString> inputs{};               ///< as the workflow declares them
    /** So long a run is looked for where GitHub does not name it itself. */
    std::chrono::milliseconds lookFor{60000};
};

/** The name of the input that a workflow may declare and show in its run-name: then its runs can be
 *  told apart also where GitHub does not name them. packaging/github/build-bundles.yml does. */
inline constexpr QLatin1StringView kMarkerInput{"portico_run"};

/**
 * Starts the workflow, once, and returns the run that came of it: GitHub names it since 2026
 * (`return_run_details`). Older servers do not; there it is the run with our marker in its title,
 * or else the only new one of this workflow, branch and person since; where several are new nobody
 * guesses. If the connection broke on the way it is looked for, and never started a second time.
 *
 * Blocking. Errors: those of GithubApi; InvalidInput (inputs, no workflow_dispatch), Busy (several
 * new ones), Timeout (none appeared).
 */
Result<WorkflowRun> triggerWorkflow(const GithubApi &api, const TriggerRequest &request,
                                    const JobContext &job);

} // namespace portico
