// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/isolation/envwork.h"
#include "core/net/network.h"
#include "core/platform/host.h"
#include "core/python/uv.h"
#include "core/python/uvprogram.h"

#include <QDir>

namespace portico {

namespace {

QString hostPython(const Library &library, const Install &install)
{
    const Generation *const generation = install.generation();
    return generation ? QDir(library.runtimeFolder(install)).absoluteFilePath(generation->python)
                      : QString();
}

} // namespace

Result<> withEnvServices(const EnvOperations &operations, const Install &install,
                         const std::function<Result<>(const EnvServices &)> &work,
                         const JobContext &job)
{
    const ComposeServices &compose = operations.services;
    const Result<NetworkChain> network = compose.network.chain(job);
    if (!network)
        return network.error();
    const Result<UvProgram> program =
        provideUv({.chosen = compose.uvProgram,
                   .folder = compose.library.tools(),
                   .os = compose.host.os(),
                   .architecture = compose.host.architecture()},
                  {compose.processes, compose.downloader, *network}, job);
    if (!program)
        return program.error();
    const Uv uv(*program, compose.library.packageCache(), *network, compose.processes);
    return work({.uv = uv,
                 .processes = compose.processes,
                 .http = operations.http,
                 .downloader = compose.downloader,
                 .network = *network,
                 .facts = operations.facts,
                 .hostPython = hostPython(compose.library, install),
                 .hostFolder = compose.library.runtimeFolder(install),
                 .pixi = operations.pixi,
                 .wheelIndex = operations.wheelIndex,
                 .pythonList = operations.pythonList});
}

} // namespace portico
