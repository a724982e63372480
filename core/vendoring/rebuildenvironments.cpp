// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/library.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/stagingfolder.h"
#include "core/isolation/buildenv.h"
#include "core/isolation/envrecord.h"
#include "core/isolation/envstate.h"
#include "core/platform/durable.h"
#include "core/snapshots/takesnapshot.h"
#include "core/vendoring/rebuildparts.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RebuildEnvironments)
};

Error isNotAsked(const QString &name)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("No node pack asks for the environment “%1” any more.").arg(name),
            .nextStep = Text::tr("Nothing has to be done."),
            .detail = {}};
}

Error doesNotServe(const EnvHealth &health)
{
    return {.code = ErrorCode::Corrupt,
            .message = Text::tr("The environment “%1” was unpacked, and does not serve here: %2.")
                           .arg(health.env.name, envStateText(health.state)),
            .nextStep = Text::tr("Build it again: porticoctl env build."),
            .detail = health.problem};
}

class Placing
{
public:
    Placing(const RestoreServices &services, const Library &library, EnvHome home,
            const JobContext &job)
        : m_services(services)
        , m_library(library)
        , m_home(std::move(home))
        , m_job(job)
    { }

    Result<> place(const VendoredFile &file, const IsolatedEnv &env) const;

private:
    Result<> unpack(const VendoredFile &file, const IsolatedEnv &env) const;
    Result<> adapt(const QString &folder, const IsolatedEnv &env) const;

    const RestoreServices &m_services;
    const Library &m_library;
    const EnvHome m_home;
    const JobContext &m_job;
};

/** It knows where it was made: else it would count as moved. */
Result<> Placing::adapt(const QString &folder, const IsolatedEnv &env) const
{
    auto record = readEnvRecord(folder);
    if (!record)
        return {};
    record->place = resolvedEnvPlace(m_home.root, env.place);
    return writeEnvRecord(folder, *record);
}

Result<> Placing::unpack(const VendoredFile &file, const IsolatedEnv &env) const
{
    Result<StagingDir> staging =
        StagingDir::create(envStagingFolder(m_home.root), Text::tr("rebuilding %1").arg(env.name));
    if (!staging)
        return staging.error();
    const QString folder = staging->path();
    const Result<UnpackSummary> unpacked =
        unpackArchive({.archive = vendoredPath(m_library, file),
                       .furtherVolumes = {},
                       .destination = folder,
                       .manifestFile = {},
                       .rulesFor = m_services.nodes.compose.host.os(),
                       .limits = vendoredLimits()},
                      m_services.nodes.compose.processes, m_job);
    if (!unpacked)
        return unpacked.error();
    Result<> done = adapt(folder, env);
    if (done)
        done = makeFolder(QFileInfo(env.place).path());
    return done ? staging->commit(env.place, m_job) : done;
}

Result<> Placing::place(const VendoredFile &file, const IsolatedEnv &env) const
{
    const Os os = m_services.nodes.compose.host.os();
    const Result<FileLock> lock = FileLock::lock(envBuildLock(m_home.root, env.folderName),
                                                 Text::tr("rebuilding %1").arg(env.name), m_job);
    if (!lock)
        return lock.error();
    if (!QFileInfo::exists(env.place)) {
        if (const Result<> unpacked = unpack(file, env); !unpacked)
            return unpacked;
    }
    const Result<> linked = linkEnv(env, os, m_services.nodes.compose.processes, m_job);
    if (!linked)
        return linked;
    const EnvHealth health = examineEnv(env, m_home, os, BuildLock::Ours);
    return health.state == EnvState::Built ? Result<>() : Result<>(doesNotServe(health));
}

} // namespace

void placeEnvironments(const RestoreServices &services, const VendoredState &state,
                       RebuiltInstall &rebuilt, const JobContext &job)
{
    QList<VendoredFile> files = state.files;
    files.removeIf([](const VendoredFile &file) { return file.kind != VendoredKind::Environment; });
    if (files.isEmpty())
        return;
    const Library &library = services.nodes.compose.library;
    const Result<EnvHome> home =
        readEnvHome(library, rebuilt.install, services.environments.facts, job);
    const auto envs = home ? discoverEnvs(*home, job) : Result<QList<IsolatedEnv>>(home.error());
    for (const VendoredFile &file : std::as_const(files)) {
        Result<> placed;
        if (!envs) {
            placed = envs.error();
        } else {
            const auto found =
                std::find_if(envs->begin(), envs->end(),
                             [&](const IsolatedEnv &env) { return env.name == file.name; });
            placed = found == envs->end()
                ? Result<>(isNotAsked(file.name))
                : Placing(services, library, *home, job).place(file, *found);
        }
        if (placed)
            rebuilt.environments += file.name;
        else
            rebuilt.lacks += VendoredLack{
                .kind = VendoredKind::Environment, .name = file.name, .why = placed.error()};
    }
    // As they lie there now.
    const Result<SnapshotContent> now = contentOf(library, rebuilt.install, job);
    if (!now)
        return;
    for (const RecordedEnv &env : now->environments) {
        if (env.isThere)
            rebuilt.parts += environmentPart(env);
    }
}

} // namespace portico
