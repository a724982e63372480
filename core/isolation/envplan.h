// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/cudawheels.h"
#include "core/isolation/discoverenvs.h"
#include "core/isolation/envengine.h"
#include "core/isolation/envidentity.h"

namespace portico {

/** All that building one environment will do; nothing is written yet. */
struct EnvPlan
{
    IsolatedEnv env{};
    QString python{};        ///< "3.11"
    TorchPin torch{};        ///< later generations; first: its CUDA alone
    bool isFallback = false; ///< the host's combination has a hole: another torch than ComfyUI's
    QList<CudaWheel> wheels{};
    QVariantMap manifest{};
    EngineChoice engine{};
    UvNeeds needs{};    ///< of the uv engine
    InstallHash hash{}; ///< later generations, as far as they read one
    EnvStamp stamp{};   ///< of later generations
};

/** Finds CUDA wheels for a combination; all of the names, or the first that is missing. Blocking.
 */
struct CudaWheelAnswer
{
    QList<CudaWheel> wheels{};
    QString missing{}; ///< empty: all are there
};
using CudaWheelSource =
    std::function<Result<CudaWheelAnswer>(const QStringList &packages, const WheelCombo &combo,
                                          const QString &python, const JobContext &job)>;

/** What to plan. */
struct EnvPlanRequest
{
    const EnvHome &home;
    const QList<IsolatedEnv> &all; ///< of the install: they share a combination of wheels
    const IsolatedEnv &env;
    CudaWheelSource wheels{};
};

/**
 * Which Python, torch, wheels and engine. Blocking only where CUDA wheels are asked for. Errors:
 * the problem of the environment; Unsupported (its comfy-env, this computer's C library), NotFound
 * naming the wheel that nobody offers.
 */
Result<EnvPlan> planEnv(const EnvPlanRequest &request, const JobContext &job);

} // namespace portico
