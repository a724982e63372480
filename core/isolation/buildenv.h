// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envbuilder.h"
#include "core/isolation/envstate.h"

namespace portico {

/** Whether one that is as it should be is built again. */
enum class EnvRenewal { Keep, Renew };

/** Which environments of an install to build. */
struct EnvBuildRequest
{
    const EnvHome &home;
    const QList<IsolatedEnv> &all;
    const IsolatedEnv &env;
    EnvRenewal renewal = EnvRenewal::Keep;
    CudaWheelSource wheels{}; ///< empty: the index of that comfy-env
};

/** What became of one. */
struct BuiltEnv
{
    IsolatedEnv env{};
    EnvRecord record{};
    bool wasBuilt = false; ///< else it was there: made before, or by somebody else meanwhile
};

/**
 * Makes one environment so that the pack's own comfy-env takes it as its own: derived as comfy-env
 * would, put together in staging by uv or in its place by pixi, then true by one step. Several
 * callers, also of other programs, for one environment: one builds, the others wait and are served.
 * What a kill or a power cut leaves is never taken for an environment. Blocking; cancel within 1 s.
 *
 * Errors: those of planEnv(), assembleWithUv(), assembleWithPixi(); Io, DiskFull.
 */
Result<BuiltEnv> buildEnv(const EnvBuildRequest &request, const EnvServices &services,
                          const JobContext &job);

/** The steps that it reports, in their order. */
QStringList envBuildSteps();

/**
 * Clears what killed builds left: staging folders, and half an environment that pixi was making in
 * its place. Milliseconds when there is nothing. Blocking.
 */
Result<> sweepEnvBuilds(const QString &root, const JobContext &job);

/** The link of the first generation, and no other beside it. Success for later generations. */
Result<> linkEnv(const IsolatedEnv &env, Os os, const ProcessRunner &processes,
                 const JobContext &job);

} // namespace portico
