// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envplan.h"

namespace portico {

class Downloader;
class HttpClient;
class ProcessRunner;
class Uv;
struct NetworkChain;

/** What building needs; all must outlive the call. */
struct EnvServices
{
    const Uv &uv;
    const ProcessRunner &processes;
    const HttpClient &http;
    const Downloader &downloader;
    const NetworkChain &network;
    EnvPlaceFacts facts{};
    QString hostPython{}; ///< the interpreter that runs ComfyUI: copied where the version is right
    QString hostFolder{}; ///< that it lies in, and may go with
    QString pixi{};       ///< from the settings: the pixi to use; empty: comfy-env's own
    QUrl wheelIndex{};    ///< of CUDA wheels, from the settings; empty: that of comfy-env
    QString pythonList{}; ///< as PythonRequest::list
};

/** One environment to be put together in a folder. */
struct EnvAssembly
{
    const EnvPlan &plan;
    const EnvHome &home;
    QString place{};   ///< its folder, which exists; staging's or, for pixi, the final one
    QString scratch{}; ///< for files of the tools; exists
};

/** What was put together. */
struct AssembledEnv
{
    QString pythonVersion{}; ///< "3.11.7"
    int packages = 0;
    QString leansOn{}; ///< as EnvRecord::leansOn
};

/**
 * Interpreter and packages into `<place>/.pixi/envs/default` by uv: the torch family from its own
 * index first, then everything else without it, each with hashes; `packages.txt` says what. What
 * it makes may be moved. Blocking. Errors: those of providePython, resolveLock, installPackages.
 */
Result<AssembledEnv> assembleWithUv(const EnvAssembly &assembly, const EnvServices &services,
                                    const JobContext &job);

/** CUDA wheels by uv, without what they say to need; each fetched and checked first. Blocking. */
Result<> installCudaWheels(const EnvAssembly &assembly, const EnvServices &services,
                           const JobContext &job);

QString envPythonStep();
QString envPackagesStep();
QString envWheelsStep();

} // namespace portico
