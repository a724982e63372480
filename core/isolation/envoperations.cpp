// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envoperations.h"

#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/io/filelock.h"
#include "core/isolation/envlinks.h"
#include "core/isolation/envwork.h"
#include "core/isolation/unusedenvs.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::EnvOperations)
};

/** The abilities of this computer's NVIDIA GPUs. */
Result<QStringList> gpusOf(const EnvOperations &operations, const JobContext &job)
{
    QStringList capabilities;
    if (!operations.computer)
        return capabilities;
    const Result<Computer> computer = operations.computer(job);
    if (!computer)
        return computer.error();
    for (const Gpu &gpu : computer->gpus) {
        if (gpu.vendor == GpuVendor::Nvidia)
            capabilities += gpu.computeCapability ? gpu.computeCapability->text() : u"0.0"_s;
    }
    return capabilities;
}

/** So that a library that came here after its environments is known, too. */
void noteLinks(const QList<EnvHealth> &envs, const JobContext &job)
{
    for (const EnvHealth &health : envs) {
        if (health.env.link.isEmpty() || health.state != EnvState::Built)
            continue;
        const Result<> noted = noteEnvLink(health.env.place, health.env.link);
        if (!noted)
            job.log(noted.error().message);
    }
}

} // namespace

bool EnvReport::isWell() const
{
    return std::all_of(envs.begin(), envs.end(),
                       [](const EnvHealth &each) { return each.state == EnvState::Built; });
}

bool isRunning(const Library &library, const Install &install)
{
    return FileLock::holder(library.sessionLock(install.id)).has_value();
}

Error runsError(const Install &install)
{
    return {
        .code = ErrorCode::Busy,
        .message =
            Text::tr("ComfyUI of “%1” runs, and its nodes use the environments.").arg(install.name),
        .nextStep = Text::tr("Stop it, then try again."),
        .detail = {}};
}

Result<EnvHome> homeWithGpus(const EnvOperations &operations, const Install &install,
                             const JobContext &job)
{
    Result<EnvHome> home = readEnvHome(operations.services.library, install, operations.facts, job);
    if (!home)
        return home;
    const Result<QStringList> gpus = gpusOf(operations, job);
    if (!gpus)
        return gpus.error();
    home->gpus = *gpus;
    home->host.hasGpu = home->host.hasGpu || !gpus->isEmpty();
    return home;
}

Result<EnvReport> reportEnvs(const EnvOperations &operations, const Install &install,
                             const JobContext &job, EnvSizes sizes)
{
    const Result<EnvHome> home =
        readEnvHome(operations.services.library, install, operations.facts, job);
    if (!home)
        return home.error();
    const Result<> swept = sweepEnvBuilds(home->root, job);
    if (!swept)
        return swept.error();
    const Result<QList<EnvHealth>> envs = readAllEnvHealth(*home, operations.facts.os, job);
    if (!envs)
        return envs.error();
    noteLinks(*envs, job);
    const Result<QList<UnusedEnv>> unused =
        findUnusedEnvs(operations, install, {*home, *envs}, sizes, job);
    if (!unused)
        return unused.error();
    QList<IsolatedEnv> known;
    for (const EnvHealth &health : *envs)
        known += health.env;
    return EnvReport{.home = *home,
                     .envs = *envs,
                     .unused = *unused,
                     .wishes = readPackWishes(*home, known, hostSystemMeans())};
}

} // namespace portico
