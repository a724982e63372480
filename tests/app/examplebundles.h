// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/bundleshelf.h"
#include "app/models/githubruns.h"
#include "core/github/account.h"

namespace portico::app {

/** Bundles and recipes in every state; nothing of them lies on the disk. */
QList<ShelvedBundle> exampleBundles();
QList<ShelvedRecipe> exampleRecipes();

GithubAccount exampleAccount();
/** A run whose second job is at work. */
GithubLook exampleRun();
/** One that failed, with the last lines of its log. */
GithubLook exampleFailedRun();
QList<WorkflowRun> exampleRuns();

} // namespace portico::app
