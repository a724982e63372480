// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/snapshots/restoresnapshot.h"

#include "core/base/clock.h"
#include "core/installs/installfile.h"
#include "core/snapshots/takesnapshot.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RestoreSnapshot)
};

bool wants(const RestoreWish &wish, SnapshotPart part)
{
    return wish.parts.isEmpty() || wish.parts.contains(part);
}

/** The settings of the wanted parts; nothing where none is wanted. */
std::optional<QJsonObject> settingsOf(const SnapshotContent &content, const RestoreWish &wish)
{
    QJsonObject all;
    QJsonObject settings;
    if (wants(wish, SnapshotPart::Settings)) {
        all = content.settings;
        settings = content.settings.value("settings"_L1).toObject();
    }
    if (wants(wish, SnapshotPart::Arguments))
        settings.insert(u"arguments"_s, QJsonArray::fromStringList(content.arguments));
    if (wants(wish, SnapshotPart::Models))
        settings.insert(u"modelFolders"_s, QJsonArray::fromStringList(content.modelFolders));
    all.insert(u"settings"_s, settings);
    return settings.isEmpty() ? std::nullopt : std::optional(all);
}

bool isSameRuntime(const RecordedRuntime &a, const RecordedRuntime &b)
{
    return a.identity == b.identity && a.layout == b.layout && a.platform == b.platform
        && a.comfyVersion == b.comfyVersion && a.commit == b.commit;
}

/** The generation of this install that the snapshot is of; nothing: it is not here. */
std::optional<int> generationOf(const Library &library, const Install &install,
                                const SnapshotContent &content, const SnapshotContent &now)
{
    if (isSameRuntime(content.runtime, now.runtime))
        return install.currentGeneration;
    for (const Generation &generation : install.generations) {
        Install other = install;
        other.currentGeneration = generation.number;
        if (isSameRuntime(content.runtime, runtimeOf(library, other)))
            return generation.number;
    }
    return std::nullopt;
}

Lack otherRuntime(const RecordedRuntime &now, const RecordedRuntime &then)
{
    return {.why = {.code = ErrorCode::Unsupported,
                    .message = Text::tr("The snapshot is of %1, and this install has %2.")
                                   .arg(runtimeText(then), runtimeText(now)),
                    .nextStep = Text::tr("Go back as far as possible, which leaves ComfyUI, Python "
                                         "and torch as they are, or only some parts."),
                    .detail = {}}};
}

/** `generation`: of this install, that the snapshot is of. */
RecordedNodes stateOf(const SnapshotContent &content, const Install &install,
                      std::optional<int> generation, const RestoreWish &wish)
{
    RecordedNodes state{.settings = settingsOf(content, wish), .isForeign = wish.isForeign};
    if (wants(wish, SnapshotPart::Runtime))
        state.generation = generation;
    if (wants(wish, SnapshotPart::Packs))
        state.packs = content.packs;
    if (wants(wish, SnapshotPart::Layer)) {
        state.layer = content.layer;
        state.layer->isOfThisBase =
            generation && *generation == state.generation.value_or(install.currentGeneration);
        state.leftOut = content.leftOut;
        state.extras = content.extras.value_or(ExtrasProfile());
    }
    return state;
}

/** Those that the snapshot has and that are not what they were. */
QList<RecordedEnv> environmentsToBuild(const SnapshotContent &content, const RestoreWish &wish)
{
    QList<RecordedEnv> wanted;
    if (!wants(wish, SnapshotPart::Environments))
        return wanted;
    std::copy_if(content.environments.begin(), content.environments.end(),
                 std::back_inserter(wanted), [](const RecordedEnv &env) { return env.isThere; });
    return wanted;
}

/** Names of the wanted ones that are here and are not built as they should be. */
Result<QStringList> missingEnvs(const RestoreServices &services, const Install &install,
                                const QList<RecordedEnv> &wanted, QStringList &remarks,
                                const JobContext &job)
{
    const Result<EnvReport> report =
        reportEnvs(services.environments, install, job, EnvSizes::Leave);
    if (!report)
        return report.error();
    QStringList names;
    for (const RecordedEnv &env : wanted) {
        const auto found =
            std::find_if(report->envs.begin(), report->envs.end(),
                         [&](const EnvHealth &health) { return health.env.name == env.name; });
        if (found == report->envs.end())
            remarks +=
                Text::tr("No node pack asks for the environment “%1” any more.").arg(env.name);
        else if (found->state != EnvState::Built)
            names += env.name;
    }
    return names;
}

void buildEnvironments(const RestoreServices &services, const InstallId &id,
                       const QList<RecordedEnv> &wanted, RestoreOutcome &outcome,
                       const JobContext &job)
{
    const Result<Install> install = loadInstall(services.nodes.compose.library, id);
    if (wanted.isEmpty() || !install)
        return;
    const Result<QStringList> names = missingEnvs(services, *install, wanted, outcome.remarks, job);
    if (!names || names->isEmpty()) {
        if (!names)
            outcome.remarks += names.error().message;
        return;
    }
    EnvOperations operations = services.environments;
    operations.keeper.reset(); // the way back was taken before
    const Result<EnvOutcome> done =
        workOnEnvs(operations, *install, {.act = EnvAct::Repair, .names = *names}, job);
    if (!done) {
        for (const QString &name : *names)
            outcome.notBuilt += std::make_pair(name, done.error());
        return;
    }
    for (const BuiltEnv &built : done->done)
        outcome.built += built.env.name;
    outcome.notBuilt = done->failed;
}

/** Whether an environment that was built now is of the same packages as then. */
void compareEnvironments(const Library &library, const InstallId &id,
                         const QList<RecordedEnv> &wanted, RestoreOutcome &outcome,
                         const JobContext &job)
{
    const Result<Install> install = loadInstall(library, id);
    const Result<SnapshotContent> now =
        install ? contentOf(library, *install, job) : install.error();
    if (!now)
        return;
    for (const RecordedEnv &env : wanted) {
        for (const RecordedEnv &is : now->environments) {
            if (outcome.built.contains(env.name) && is.name == env.name && is.lock != env.lock)
                outcome.remarks += Text::tr("The environment “%1” was built again of other "
                                            "versions than it had then.")
                                       .arg(env.name);
        }
    }
}

} // namespace

bool PreparedRestore::isEmpty() const
{
    return change.plan().isEmpty()
        && std::none_of(changes.begin(), changes.end(), [](const SnapshotChange &one) {
               return one.part == SnapshotPart::Environments;
           });
}

Result<PreparedRestore> prepareRestore(const RestoreServices &services, const InstallId &id,
                                       const SnapshotContent &content, const RestoreWish &wish,
                                       const JobContext &job)
{
    const Library &library = services.nodes.compose.library;
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return install.error();
    const Result<SnapshotContent> now = contentOf(library, *install, job);
    if (!now)
        return now.error();
    const std::optional<int> generation = generationOf(library, *install, content, *now);
    PackChange change{.act = PackAct::Match,
                      .edits = LocalEdits::Stash,
                      .state = stateOf(content, *install, generation, wish),
                      .exactness = wish.exactness};
    if (wants(wish, SnapshotPart::Runtime) && !generation)
        change.lacks += otherRuntime(now->runtime, content.runtime);
    Result<PreparedChange> prepared = prepareChange(services.nodes, id, change, job);
    if (!prepared)
        return prepared.error();
    PreparedRestore restore{.change = std::move(*prepared),
                            .install = id,
                            .snapshot = shortId(snapshotId(toJson(content))),
                            .environments = environmentsToBuild(content, wish)};
    for (const SnapshotChange &one : compareSnapshots(*now, content)) {
        if (wants(wish, one.part))
            restore.changes += one;
    }
    return restore;
}

Result<RestoreOutcome> restore(const RestoreServices &services, PreparedRestore prepared,
                               const JobContext &job)
{
    const Library &library = services.nodes.compose.library;
    const InstallId id = prepared.install;
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return install.error();
    const Result<KeptSnapshot> before = takeSnapshot(
        library, *install,
        {.reason = KeepReason::Restore, .now = services.nodes.compose.clock.now()}, job);
    if (!before)
        return before.error().inContext(
            Text::tr("Nothing was restored, because the way back could not be kept."));
    NodeServices nodes = services.nodes;
    nodes.keeper.reset();
    Result<ChangeOutcome> changed = carryOut(nodes, std::move(prepared.change), {}, job);
    if (!changed)
        return changed.error();
    RestoreOutcome outcome{.change = *changed, .before = before->snapshot};
    buildEnvironments(services, id, prepared.environments, outcome, job);
    compareEnvironments(library, id, prepared.environments, outcome, job);
    return outcome;
}

} // namespace portico
