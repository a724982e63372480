// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/installs/statekeeper.h"
#include "core/isolation/envwork.h"
#include "core/net/network.h"
#include "core/platform/host.h"
#include "core/python/sitetree.h"
#include "core/python/uv.h"
#include "core/python/uvprogram.h"

#include <QDir>
#include <QFileInfo>
#include <QMutex>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Whether this act is about one in that state. */
bool isWanted(EnvAct act, EnvState state)
{
    switch (state) {
    case EnvState::Built:
        return act == EnvAct::Anew;
    case EnvState::Broken:
        return act != EnvAct::Build;
    case EnvState::Building:
    case EnvState::Missing:
    case EnvState::Stale:
    case EnvState::OtherGeneration:
    case EnvState::Moved:
    case EnvState::Unreadable:
        return true;
    }
    return false;
}

/** Whether something that a worker may use is replaced. */
bool isReplaced(const EnvHealth &health)
{
    return QFileInfo(envPrefix(health.env.place)).isDir() && health.state != EnvState::Building;
}

Result<QList<EnvHealth>> chosen(const EnvReport &report, const EnvWish &wish)
{
    QList<IsolatedEnv> known;
    for (const EnvHealth &health : report.envs)
        known += health.env;
    for (const QString &name : wish.names) {
        const Result<IsolatedEnv> env = findEnv(known, name);
        if (!env)
            return env.error();
    }
    QList<EnvHealth> list;
    for (const EnvHealth &health : report.envs) {
        const bool isNamed = wish.names.contains(health.env.name);
        // Who names one that is broken wants it built.
        const EnvAct act = isNamed && wish.act == EnvAct::Build ? EnvAct::Repair : wish.act;
        if ((isNamed || wish.names.isEmpty()) && isWanted(act, health.state))
            list += health;
    }
    return list;
}

/** One wish carried out. */
class Work
{
public:
    Work(const EnvOperations &operations, const Install &install, const EnvWish &wish,
         const JobContext &job)
        : m_operations(operations)
        , m_install(install)
        , m_wish(wish)
        , m_job(job)
    { }

    Result<EnvOutcome> run();

private:
    Result<> buildAll(const QList<EnvHealth> &list, const EnvHome &home,
                      const QList<IsolatedEnv> &all, EnvOutcome &outcome);

    const EnvOperations &m_operations;
    const Install &m_install;
    const EnvWish &m_wish;
    const JobContext &m_job;
};

Result<> Work::buildAll(const QList<EnvHealth> &list, const EnvHome &home,
                        const QList<IsolatedEnv> &all, EnvOutcome &outcome)
{
    QMutex mutex;
    const auto build = [&](const EnvServices &services) -> Result<> {
        inParallel(list.size(), m_job, [&](qsizetype position) {
            const EnvHealth &health = list.at(position);
            const EnvRenewal renewal =
                m_wish.act == EnvAct::Anew ? EnvRenewal::Renew : EnvRenewal::Keep;
            const Result<BuiltEnv> built = buildEnv(
                {.home = home, .all = all, .env = health.env, .renewal = renewal}, services, m_job);
            const QMutexLocker lock(&mutex);
            if (built)
                outcome.done += *built;
            else
                outcome.failed += std::make_pair(health.env.name, built.error());
        });
        return m_job.isCancelled() ? Result<>(cancelledError()) : Result<>();
    };
    return withEnvServices(m_operations, m_install, build, m_job);
}

Result<EnvOutcome> Work::run()
{
    const Result<EnvReport> report = reportEnvs(m_operations, m_install, m_job);
    if (!report)
        return report.error();
    const Result<QList<EnvHealth>> list = chosen(*report, m_wish);
    if (!list)
        return list.error();
    EnvOutcome outcome;
    const bool replaces =
        m_wish.session == EnvSession::MayRun && std::any_of(list->begin(), list->end(), isReplaced);
    if (replaces && isRunning(m_operations.services.library, m_install))
        return runsError(m_install);
    if (!list->isEmpty()) {
        const Result<> kept =
            keepState(m_operations.keeper.get(), m_install, KeepReason::Environments, m_job);
        if (!kept)
            return kept.error();
        const Result<EnvHome> home = homeWithGpus(m_operations, m_install, m_job);
        if (!home)
            return home.error();
        QList<IsolatedEnv> all;
        for (const EnvHealth &health : report->envs)
            all += health.env;
        const Result<> built = buildAll(*list, *home, all, outcome);
        if (!built)
            return built.error();
    }
    const Result<EnvReport> after = reportEnvs(m_operations, m_install, m_job);
    if (!after)
        return after.error();
    outcome.report = *after;
    return outcome;
}

} // namespace

Result<EnvOutcome> workOnEnvs(const EnvOperations &operations, const Install &install,
                              const EnvWish &wish, const JobContext &job)
{
    job.announce(envBuildSteps());
    return Work(operations, install, wish, job).run();
}

} // namespace portico
