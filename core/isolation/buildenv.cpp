// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/buildenv.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/sha256.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/isolation/envlinks.h"
#include "core/isolation/envlog.h"
#include "core/isolation/finishenv.h"
#include "core/isolation/foreignlock.h"
#include "core/isolation/pixiengine.h"
#include "core/isolation/wheelsource.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BuildEnv)
};

constexpr qint64 kMostLog = 64 << 20;

/** One build from the lock to the end. */
class EnvBuild
{
public:
    EnvBuild(const EnvBuildRequest &request, const EnvServices &services, const JobContext &job)
        : m_request(request)
        , m_services(services)
        , m_job(job)
    { }

    Result<BuiltEnv> run();

private:
    bool isServed() const;
    Result<EnvPlan> plan() const;
    Result<EnvRecord> build(const EnvPlan &plan);
    Result<EnvRecord> inStaging(const EnvPlan &plan);
    Result<EnvRecord> assembleInStaging(const EnvAssembly &assembly, const JobContext &job) const;
    void keepLog(EnvLog &log, const Error &error, const QString &staging) const;
    Result<EnvRecord> inPlace(const EnvPlan &plan);
    Result<> putAside(const QString &trash) const;
    Result<> preparePixi(EnvEngine engine) const;
    Result<EnvRecord> assembleInPlace(const EnvAssembly &assembly, const JobContext &job) const;
    void removeLink() const;
    Result<> noteLink() const;

    const IsolatedEnv &env() const { return m_request.env; }
    const EnvHome &home() const { return m_request.home; }

    const EnvBuildRequest &m_request;
    const EnvServices &m_services;
    const JobContext &m_job;
};

bool EnvBuild::isServed() const
{
    if (m_request.renewal == EnvRenewal::Renew || env().problem)
        return false;
    // A link that is not right yet is made afterwards: the environment itself counts.
    const EnvHealth health = examineEnv(env(), home(), m_services.facts.os, BuildLock::Ours);
    return health.state == EnvState::Built || health.isLinkWrong;
}

Result<EnvPlan> EnvBuild::plan() const
{
    const CudaWheelSource wheels =
        m_request.wheels ? m_request.wheels : cudaWheelSource(home(), m_services);
    return planEnv({.home = home(), .all = m_request.all, .env = env(), .wheels = wheels}, m_job);
}

/** comfy-env starts every worker of the later generations with it, whoever built the environment.
 */
Result<> EnvBuild::preparePixi(EnvEngine engine) const
{
    if (home().rules.isBoundByLink && engine != EnvEngine::Pixi)
        return {};
    const Result<QString> pixi = ensurePixi(m_services, home().host.architecture, m_job);
    if (pixi)
        return {};
    return pixi.error().inContext(
        engine == EnvEngine::Pixi
            ? Text::tr("The environment “%1” could not be built.").arg(env().name)
            : Text::tr("The nodes of “%1” could not be started.").arg(env().pack));
}

/** What stands where the environment goes, out of the way in one step. */
Result<> EnvBuild::putAside(const QString &trash) const
{
    if (!QFileInfo::exists(env().place))
        return {};
    return renameDurably(env().place, trash, IfExists::Refuse, m_job);
}

Result<EnvRecord> EnvBuild::inStaging(const EnvPlan &plan)
{
    Result<StagingDir> staging =
        StagingDir::create(envStagingFolder(home().root), Text::tr("building %1").arg(env().name));
    Result<StagingDir> scratch =
        StagingDir::create(envStagingFolder(home().root), Text::tr("building %1").arg(env().name));
    if (!staging || !scratch)
        return staging ? scratch.error() : staging.error();
    EnvLog log(envLogFile(staging->path()), plan, QDateTime::currentDateTime());
    const JobContext job = log.listenTo(m_job);
    const EnvAssembly assembly{
        .plan = plan, .home = home(), .place = staging->path(), .scratch = scratch->path()};
    const ForeignLock foreign(env().place, home().rules);
    const Result<EnvRecord> record = assembleInStaging(assembly, job);
    if (!record) {
        keepLog(log, record.error(), staging->path());
        return record.error();
    }
    const Result<> folder = makeFolder(QFileInfo(env().place).path());
    if (!folder)
        return folder.error();
    const Result<> aside = putAside(scratch->path() + "/before"_L1);
    if (!aside)
        return aside.error();
    const Result<> committed = staging->commit(env().place, m_job);
    if (!committed)
        return committed.error();
    return *record;
}

Result<EnvRecord> EnvBuild::assembleInStaging(const EnvAssembly &assembly,
                                              const JobContext &job) const
{
    const Result<AssembledEnv> assembled = assembleWithUv(assembly, m_services, job);
    if (!assembled)
        return assembled.error();
    const Result<> wheels = installCudaWheels(assembly, m_services, job);
    if (!wheels)
        return wheels.error();
    const Result<EnvRecord> record = finishEnv(assembly, *assembled, job);
    const Result<> marked = record ? markBuilt(assembly, job) : Result<>();
    return marked ? record : marked.error();
}

/** Beside the environment, for whoever asks why. */
void EnvBuild::keepLog(EnvLog &log, const Error &error, const QString &staging) const
{
    if (error.code == ErrorCode::Cancelled)
        return;
    log.fail(error);
    const Result<QByteArray> bytes = readFile(envLogFile(staging), kMostLog);
    if (!bytes || !makeFolder(env().place))
        return;
    const Result<> written = writeFileAtomically(envLogFile(env().place), *bytes);
    if (!written)
        m_job.log(written.error().message);
}

/** In the first generation it is what comfy-env takes, whatever it leads to. */
void EnvBuild::removeLink() const
{
    const QFileInfo link(env().link);
    if (!env().link.isEmpty() && (link.isSymLink() || link.isJunction())
        && !QFile::remove(env().link))
        QDir().rmdir(env().link);
}

/** Nobody takes it before everything of it is on the disk. */
Result<EnvRecord> EnvBuild::assembleInPlace(const EnvAssembly &assembly,
                                            const JobContext &job) const
{
    for (const Result<> &step : {markUnfinished(assembly), writeManifest(assembly)}) {
        if (!step)
            return step.error();
    }
    const Result<AssembledEnv> assembled = assembleWithPixi(assembly, m_services, job);
    if (!assembled)
        return assembled.error();
    const Result<> wheels = home().rules.hasWheelsInManifest
        ? Result<>()
        : installCudaWheels(assembly, m_services, job);
    if (!wheels)
        return wheels.error();
    const Result<EnvRecord> record = finishEnv(assembly, *assembled, job);
    if (!record)
        return record;
    const Result<> synced = syncTree(assembly.place, job);
    const Result<> marked = synced ? markBuilt(assembly, job) : synced;
    return marked ? record : marked.error();
}

/** pixi writes its own place into the files: they cannot be moved. A mark tells that it is not
 *  done, and whoever finds it without somebody at work removes the whole. */
Result<EnvRecord> EnvBuild::inPlace(const EnvPlan &plan)
{
    Result<StagingDir> scratch =
        StagingDir::create(envStagingFolder(home().root), Text::tr("building %1").arg(env().name));
    if (!scratch)
        return scratch.error();
    removeLink();
    for (const Result<> &step : {putAside(scratch->path() + "/before"_L1), makeFolder(env().place),
                                 writeFileAtomically(envBuildingFile(env().place), "\n")}) {
        if (!step)
            return step.error();
    }
    EnvLog log(envLogFile(env().place), plan, QDateTime::currentDateTime());
    const JobContext job = log.listenTo(m_job);
    const EnvAssembly assembly{
        .plan = plan, .home = home(), .place = env().place, .scratch = scratch->path()};
    const ForeignLock foreign(env().place, home().rules);
    const Result<EnvRecord> record = assembleInPlace(assembly, job);
    if (!record) {
        // The log stays for whoever asks why; comfy-env sees no environment.
        if (record.error().code != ErrorCode::Cancelled)
            log.fail(record.error());
        const Result<> removed = removeTree(env().place + "/.pixi"_L1, {});
        return removed ? record.error() : removed.error();
    }
    const Result<> done = removeDurably(envBuildingFile(env().place), m_job);
    if (!done)
        return done.error();
    return *record;
}

/** Whoever removes environments looks who uses them. */
Result<> EnvBuild::noteLink() const
{
    return env().link.isEmpty() ? Result<>() : noteEnvLink(env().place, env().link);
}

Result<EnvRecord> EnvBuild::build(const EnvPlan &plan)
{
    m_job.log(Text::tr("“%1” is built by %2").arg(env().name, plan.engine.reason));
    const Result<> pixi = preparePixi(plan.engine.engine);
    if (!pixi)
        return pixi.error();
    return plan.engine.engine == EnvEngine::Uv ? inStaging(plan) : inPlace(plan);
}

Result<BuiltEnv> EnvBuild::run()
{
    if (env().problem)
        return *env().problem;
    const Result<FileLock> lock = FileLock::lock(envBuildLock(home().root, env().folderName),
                                                 Text::tr("building %1").arg(env().name), m_job);
    if (!lock)
        return lock.error();
    if (home().rules.isBoundByLink && isComfyEnvBuilding(env().place))
        return Error{.code = ErrorCode::Busy,
                     .message = Text::tr("comfy-env itself is building “%1”.").arg(env().name),
                     .nextStep = Text::tr("Wait until it is done, then try again."),
                     .detail = env().place};
    BuiltEnv built{.env = env()};
    if (isServed()) {
        built.record = readEnvRecord(env().place).value_or(EnvRecord());
    } else {
        const Result<EnvPlan> planned = plan();
        if (!planned)
            return planned.error();
        const Result<EnvRecord> record = build(*planned);
        if (!record)
            return record.error();
        built.record = *record;
        built.wasBuilt = true;
    }
    const Result<> linked = linkEnv(env(), m_services.facts.os, m_services.processes, m_job);
    if (!linked)
        return linked.error();
    if (const Result<> noted = noteLink(); !noted)
        m_job.log(noted.error().message);
    // What a trial of the author's own left: comfy-env removes it, too.
    if (home().rules.isBoundByLink && QFileInfo(env().path + "/.pixi"_L1).isDir()) {
        const Result<> removed = removeTree(env().path + "/.pixi"_L1, m_job);
        if (!removed)
            m_job.log(removed.error().message);
    }
    return built;
}

} // namespace

QStringList envBuildSteps()
{
    return {envPythonStep(), envPackagesStep(), envWheelsStep()};
}

Result<BuiltEnv> buildEnv(const EnvBuildRequest &request, const EnvServices &services,
                          const JobContext &job)
{
    return EnvBuild(request, services, job).run();
}

} // namespace portico
