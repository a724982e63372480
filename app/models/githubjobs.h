// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/github/artifacts.h"
#include "core/github/triggerworkflow.h"

namespace portico::app {

/** A bundle to be built on GitHub's computers. */
struct GithubOrder
{
    TriggerRequest trigger{};
    QString recipe{}; ///< goes onto the branch first, with what it names; empty: none
    QString message{};
    bool withWorkflow = false; ///< Portico's own workflow goes there too
};

/** Pushes what is to be pushed as one commit, and starts the workflow. Blocking. Errors: those of
 *  filesOfRecipe(), pushFiles() and triggerWorkflow(). */
Result<WorkflowRun> pushAndStart(const GithubApi &api, const GithubOrder &order,
                                 const JobContext &job);

/** What a download brought. */
struct FetchedBundles
{
    QStringList files{};     ///< bundles among it
    bool areVerified = true; ///< all of it was compared with GitHub's digests
};

/** fetchArtifacts(), and which bundles are among them. Blocking. */
Result<FetchedBundles> fetchBundles(const ArtifactServices &services,
                                    const ArtifactRequest &request, const JobContext &job);

} // namespace portico::app
