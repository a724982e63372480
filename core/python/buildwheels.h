// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/python/layer.h"

namespace portico {

/**
 * Makes wheels of the store out of what a plan names but cannot lock: fetches wheels and archives
 * from their addresses, takes repositories by `gitSource`, builds sources by consent: isolated
 * first; where the build imports torch, in a throw-away environment that sees the base's packages.
 * What was made before over the same base is not made again. Plan once more afterwards: the new
 * plan has them in its lock. Returns how many were made. Blocking.
 *
 * Errors: Refused (something must be built and `sourceBuilds` says no: named), Unsupported (a
 * repository, and no `gitSource`), ProcessFailed (a build failed: named, its words in the detail),
 * and those of Downloader.
 */
Result<int> buildWheels(const LayerBuild &build, const Uv &uv, const JobContext &job);

/** The name of its step, for those who announce. */
QString buildWheelsStep();

} // namespace portico
