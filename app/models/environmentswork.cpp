// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What is done to environments.
#include "app/models/environments.h"
#include "app/services.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"

#include <memory>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** The job failed where one of them did: the activity pane says so, too. */
std::optional<Error> firstFailure(const EnvOutcome &outcome)
{
    if (outcome.failed.isEmpty())
        return std::nullopt;
    const auto &[name, error] = outcome.failed.constFirst();
    return error.inContext(Environments::tr("“%1” was not built.").arg(name));
}

QString titleOf(const EnvWish &wish)
{
    const QString name = wish.names.value(0);
    switch (wish.act) {
    case EnvAct::Build:
        return Environments::tr("Build the environment %1").arg(name);
    case EnvAct::Anew:
        return Environments::tr("Build the environment %1 again").arg(name);
    case EnvAct::Repair:
        break;
    }
    return wish.names.isEmpty() ? Environments::tr("Repair all environments")
                                : Environments::tr("Repair the environment %1").arg(name);
}

/** Works of different environments go on at the same time; each is built by one at a time. */
JobDescription describe(const QString &title, const InstallId &id, const QStringList &names)
{
    return {.title = title,
            .exclusiveKey = u"environments/"_s + id.toString() + u'/' + names.join(u'/')};
}

} // namespace

void Environments::addWork(const InstallId &id, const EnvWork &work)
{
    EnvFacts &facts = m_entries[id].facts;
    facts.refusal.reset();
    facts.work += work;
    emit changed(id);
    lookAgainSoon(id);
}

void Environments::endWork(const InstallId &id, const std::optional<Error> &error)
{
    Entry *const entry = find(id);
    if (!entry)
        return;
    entry->facts.work.removeIf(
        [](const EnvWork &each) { return !each.job || each.job->isFinished(); });
    if (error && error->code != ErrorCode::Cancelled)
        entry->facts.refusal = error;
    emit changed(id);
    look(id);
}

void Environments::work(const InstallId &id, const EnvWish &wish)
{
    const Install *const install = m_parts.installs.find(id);
    if (!install)
        return;
    for (const QString &name : wish.names)
        m_entries[id].facts.failures.remove(name);
    const auto outcome = std::make_shared<EnvOutcome>();
    Job &job = m_parts.jobs.start<void>(
        describe(titleOf(wish), id, wish.names),
        [operations = m_parts.services.environments(), install = *install, wish,
         outcome](const JobContext &context) -> Result<> {
            const Result<EnvOutcome> done = workOnEnvs(operations, install, wish, context);
            if (!done)
                return done.error();
            *outcome = *done;
            const std::optional<Error> failure = firstFailure(*done);
            return failure ? Result<>(*failure) : Result<>();
        },
        this,
        [this, id, outcome](const Result<> &done) {
            Entry *const entry = find(id);
            for (const BuiltEnv &built : entry ? outcome->done : QList<BuiltEnv>())
                entry->facts.failures.remove(built.env.name);
            for (const auto &[name, error] : outcome->failed) {
                if (entry && error.code != ErrorCode::Cancelled)
                    entry->facts.failures.insert(name, error);
            }
            const bool isWhole = !done && outcome->failed.isEmpty();
            endWork(id, isWhole ? std::optional(done.error()) : std::nullopt);
        });
    addWork(id, {.names = wish.names, .isOfUnused = false, .job = &job});
}

void Environments::remove(const InstallId &id, const QStringList &names)
{
    const Install *const install = m_parts.installs.find(id);
    if (!install)
        return;
    const QString title = names.isEmpty() ? tr("Remove unused environments")
                                          : tr("Remove the environment %1").arg(names.constFirst());
    Job &job = m_parts.jobs.start<RemovedEnvs>(
        describe(title, id, names),
        [operations = m_parts.services.environments(), install = *install, names](
            const JobContext &context) { return removeEnvs(operations, install, names, context); },
        this,
        [this, id](const Result<RemovedEnvs> &removed) {
            endWork(id, removed ? std::nullopt : std::optional(removed.error()));
        });
    addWork(id, {.names = names, .isOfUnused = names.isEmpty(), .job = &job});
}

void Environments::forgetRefusal(const InstallId &id)
{
    if (Entry *const entry = find(id)) {
        entry->facts.refusal.reset();
        emit changed(id);
    }
}

} // namespace portico::app
