// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/recipes/buildrecipe.h"

#include "core/bundles/numpyblas.h"
#include "core/bundles/placearchive.h"
#include "core/hardware/computer.h"
#include "core/installs/installfile.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/stagingfolder.h"
#include "core/nodes/nodesplan.h"
#include "core/nodes/obtainpack.h"
#include "core/platform/fileerror.h"
#include "core/platform/host.h"
#include "core/python/askpython.h"
#include "core/python/layer.h"
#include "core/recipes/lockinstall.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BuildRecipe)
};

QString lookUpStep()
{
    return Text::tr("Look up the repositories");
}

/** One bundle of a recipe on its way, in a library of its own. */
class Making
{
public:
    Making(const NodeServices &services, const RecipeWish &wish, const RecipePlan &plan,
           const Library &library, const JobContext &job)
        : m_wish(wish)
        , m_plan(plan)
        , m_library(library)
        , m_cacheAfter(QDir(library.packageCache()).isEmpty() ? wish.cacheAfter : CacheAfter::Keep)
        , m_compose{.library = m_library,
                    .downloader = services.compose.downloader,
                    .processes = services.compose.processes,
                    .host = services.compose.host,
                    .clock = services.compose.clock,
                    .network = services.compose.network,
                    .uvProgram = services.compose.uvProgram}
        , m_nodes{.compose = m_compose,
                  .registry = services.registry,
                  .http = services.http,
                  .plainHttpHosts = services.plainHttpHosts,
                  .cooldownDays = services.cooldownDays}
        , m_job(job)
    { }

    Result<RecipeOutcome> run();

private:
    ComposeRequest composition() const;
    PackChange packs() const;
    Result<> addPacks(const NodeServices &services);
    Result<> lookAtNumpy(const Install &install);
    Result<RecipeOutcome> bundleOf(const Install &install, RecipeLock lock) const;

    const RecipeWish &m_wish;
    const RecipePlan &m_plan;
    const Library &m_library;
    const CacheAfter m_cacheAfter; ///< what others had fetched is not this bundle's to take away
    const ComposeServices m_compose;
    const NodeServices m_nodes;
    const JobContext &m_job;
    InstallId m_install{};
    QList<LockedNode> m_locked{};
    QStringList m_remarks{};
};

/** What is asked of a server: a name that is no full commit is found again when it is fetched. */
QString refOf(const RemoteTip &tip)
{
    return tip.commit.isEmpty() ? tip.name : tip.commit;
}

ComposeRequest Making::composition() const
{
    const Recipe &recipe = m_plan.recipe;
    Computer computer;
    computer.os = m_compose.host.os();
    computer.architecture = m_compose.host.architecture();
    ComposeRequest request{.git = recipe.git,
                           .ref = refOf(m_plan.comfy.tip),
                           .python = recipe.python,
                           .accelerator = choiceByHand(computer, recipe.accelerator),
                           .name = recipe.name,
                           .port = {},
                           .packageDate = recipe.packageDate,
                           .sourceBuilds = m_wish.sourceBuilds,
                           .cacheAfter = m_cacheAfter,
                           .pythonList = recipe.pythonList,
                           .ground = PythonGround::ItsOwn,
                           .requirements = recipe.requirements,
                           .locks = {},
                           .miniforge = recipe.miniforge};
    if (recipe.provider == PythonProvider::Prefix)
        request.python += computer.os == Os::Windows ? "/python.exe"_L1 : "/bin/python3"_L1;
    else if (m_plan.lock)
        request.python = m_plan.lock->pythonVersion;
    if (m_plan.lock)
        request.locks = m_plan.lock->base;
    return request;
}

PackChange Making::packs() const
{
    PackChange change{.act = PackAct::Install,
                      .without = m_plan.recipe.without,
                      .sourceBuilds = m_wish.sourceBuilds};
    for (qsizetype i = 0; i < m_plan.nodes.size(); ++i)
        change.sources += PackSource{.kind = PackSource::Kind::Git,
                                     .place = m_plan.recipe.nodes.at(i).git,
                                     .ref = refOf(m_plan.nodes.at(i).tip),
                                     .name = m_plan.nodes.at(i).name};
    if (m_plan.lock) {
        for (const LockedPackage &package : m_plan.lock->layer.packages)
            change.pins += package.name + "=="_L1 + package.version;
    }
    return change;
}

Error clashing(const QList<UnmetNeed> &unmet)
{
    const UnmetNeed &first = unmet.constFirst();
    QStringList choices;
    for (const NeedChoice &choice : first.choices)
        choices += u'"' + choice.text() + u'"';
    QString message = first.message;
    if (unmet.size() > 1)
        message += u' '
            + Text::tr("%n other need(s) cannot be met either.", nullptr,
                       static_cast<int>(unmet.size() - 1));
    return {.code = ErrorCode::Refused,
            .message = message,
            .nextStep = choices.isEmpty()
                ? Text::tr("Take one of these node packs out of the recipe, or another commit of "
                           "it.")
                : Text::tr("Take one of these node packs out of the recipe, or leave a need out: "
                           "\"without\": [%1].")
                      .arg(choices.join(u", "_s)),
            .detail = first.detail};
}

Result<> Making::addPacks(const NodeServices &services)
{
    if (m_plan.nodes.isEmpty())
        return {};
    Result<PreparedChange> prepared = prepareChange(services, m_install, packs(), m_job);
    if (!prepared)
        return prepared.error();
    if (!prepared->plan().isComplete())
        return clashing(prepared->plan().layer->unmet);
    for (const PackStep &step : prepared->plan().steps) {
        if (step.script)
            m_remarks += Text::tr("“%1” has an install.py, which was not run.").arg(step.pack);
    }
    const ChangeConsent consent{.sourceBuilds = m_wish.sourceBuilds};
    const Result<ChangeOutcome> done = carryOut(services, std::move(*prepared), consent, m_job);
    if (!done)
        return done.error();
    m_remarks += done->remarks;
    for (const PackStep &step : done->steps) {
        const auto source =
            std::find_if(m_plan.nodes.begin(), m_plan.nodes.end(),
                         [&step](const RecipeSource &node) { return node.name == step.pack; });
        if (source != m_plan.nodes.end() && step.after)
            m_locked += LockedNode{step.pack, source->git, step.after->commit};
    }
    return {};
}

/** On Apple Silicon: whether NumPy calculates with Apple's own library. */
Result<> Making::lookAtNumpy(const Install &install)
{
    if (m_compose.host.os() != Os::MacOS || m_compose.host.architecture() != Architecture::Arm64)
        return {};
    const QString python = m_library.runtimeFolder(install) + u'/' + install.generation()->python;
    const auto shown =
        askPython(python, u"import numpy; numpy.show_config()"_s, m_compose.processes, m_job);
    if (!shown)
        return shown.error();
    if (numpyBlas(shown->output) == NumpyBlas::Other)
        m_remarks += Text::tr("Its NumPy does not calculate with Apple's Accelerate, which is "
                              "faster: that of NumPy 2 does on macOS 14 and newer.");
    return {};
}

Result<RecipeOutcome> Making::bundleOf(const Install &install, RecipeLock lock) const
{
    const Recipe &recipe = m_plan.recipe;
    const BundleServices services{m_library, m_compose.processes, m_compose.host};
    Result<BuiltBundle> bundle = buildBundle(services, install,
                                             {.folder = m_wish.folder,
                                              .prefix = recipe.prefix,
                                              .version = recipe.version,
                                              .format = recipe.archive,
                                              .arguments = recipe.arguments,
                                              .old = m_wish.old,
                                              .strip = recipe.strip,
                                              .volumeSize = m_wish.volumeSize},
                                             m_job);
    if (!bundle)
        return bundle.error();
    bundle->remarks = m_plan.remarks + m_remarks + bundle->remarks;
    const auto before = m_plan.lock ? m_plan.lock->result : std::nullopt;
    if (before && before->sha256 != bundle->sha256)
        bundle->remarks += Text::tr("The bundle that was made with this lock had another SHA-256: "
                                    "%1.")
                               .arg(before->sha256.toHex());
    lock.result = LockedResult{.fileName = QFileInfo(m_plan.file).fileName(),
                               .bytes = bundle->bytes,
                               .sha256 = bundle->sha256,
                               .bundle = toJson(bundle->record),
                               .files = bundle->files};
    const Result<> written = writeFileAtomically(m_plan.lockFile, recipeLockToBytes(lock));
    if (!written)
        return written.error();
    return RecipeOutcome{.bundle = *bundle, .lockFile = m_plan.lockFile};
}

Result<RecipeOutcome> Making::run()
{
    const Result<Install> composed = composeInstall(m_compose, composition(), m_job);
    if (!composed)
        return composed.error();
    m_install = composed->id;
    NodeServices services = m_nodes;
    if (!m_plan.lock && m_plan.recipe.packageDate == PackageDate::AsOfVersion)
        services.cooldownDays = packagesAge(m_library, *composed, m_compose.clock.now())
                                    .value_or(services.cooldownDays);
    const Result<> added = addPacks(services); // for them packages of that time, too
    if (!added)
        return added.error();
    const Result<Install> install = loadInstall(m_library, m_install);
    if (!install)
        return install.error();
    Result<RecipeLock> lock = lockOfInstall(m_library, *install);
    if (!lock)
        return lock.error();
    lock->recipe = recipeDigest(m_plan.recipe);
    lock->platform = platformName(m_compose.host.os(), m_compose.host.architecture());
    lock->nodes = m_locked;
    Result<> looked = m_plan.lock ? compareLayers(lock->layer, m_plan.lock->layer) : Result<>();
    if (looked)
        looked = lookAtNumpy(*install);
    return looked ? bundleOf(*install, *lock) : Result<RecipeOutcome>(looked.error());
}

/** What is there already, as its lock tells it. */
Result<RecipeOutcome> asItIs(const RecipePlan &plan)
{
    const LockedResult &result = *plan.lock->result;
    const auto record = bundleRecordFromBytes(jsonToBytes(result.bundle));
    if (!record)
        return record.error();
    const QStringList there = archiveFiles(plan.file);
    BuiltBundle bundle{.record = *record,
                       .file = there.constFirst(),
                       .hashFile = plan.file + ".sha256"_L1,
                       .sha256 = result.sha256,
                       .bytes = result.bytes,
                       .files = result.files,
                       .remarks = plan.remarks};
    if (there.constFirst() != plan.file)
        bundle.volumes = there;
    const QByteArray line =
        result.sha256.toHex().toLatin1() + "  " + result.fileName.toUtf8() + '\n';
    if (!QFileInfo::exists(bundle.hashFile) && bundle.volumes.isEmpty()) {
        const Result<> written = writeFileAtomically(bundle.hashFile, line);
        if (!written)
            return written.error();
    }
    return RecipeOutcome{.bundle = bundle, .lockFile = plan.lockFile, .isUnchanged = true};
}

/** Where a lock tells how large the bundle is: it is packed, and unpacked again to be tried, beside
 *  what it is packed from. */
Result<> checkSpace(const ComposeServices &services, const QString &folder, const RecipePlan &plan)
{
    constexpr qint64 kTimes = 3;
    const qint64 needed = plan.lock && plan.lock->result ? kTimes * plan.lock->result->bytes : 0;
    const Result<DiskSpace> space = services.host.diskSpace(folder);
    if (!space || needed <= space->available)
        return {};
    return diskFullError(folder, needed, space->available);
}

} // namespace

QStringList recipeSteps()
{
    return QStringList{lookUpStep()} + composeSteps()
        + QStringList{fetchPackStep(), nodesPlanStep()} + layerSteps() + bundleSteps();
}

Result<RecipeOutcome> buildRecipe(const NodeServices &services, const Recipe &recipe,
                                  const RecipeWish &wish, const JobContext &job)
{
    job.announce(recipeSteps());
    // Its parts have announcements of their own, which are of no use to who watches the whole.
    const JobContext part(job.cancel,
                          {.steps = {},
                           .progress = [&job](const Progress &progress) { job.report(progress); },
                           .log = [&job](const QString &line) { job.log(line); }});
    part.report({.step = lookUpStep(), .done = 0, .total = -1, .unit = ProgressUnit::Items});
    const Result<RecipePlan> plan = planRecipe(services, recipe, wish, part);
    if (!plan)
        return plan.error();
    if (plan->isUnchanged)
        return asItIs(*plan);
    const Library &outer = services.compose.library;
    const Result<StagingDir> staging =
        StagingDir::create(outer.staging(), Text::tr("a bundle of %1").arg(recipe.name));
    if (!staging)
        return staging.error();
    if (const Result<> roomy = checkSpace(services.compose, staging->path(), *plan); !roomy)
        return roomy.error();
    const Library library = Library::within(outer, staging->path() + "/w"_L1);
    return Making(services, wish, *plan, library, part).run();
}

QJsonObject toJson(const RecipeOutcome &outcome)
{
    QJsonObject object = toJson(outcome.bundle);
    object.insert(u"lock"_s, outcome.lockFile);
    object.insert(u"unchanged"_s, outcome.isUnchanged);
    return object;
}

} // namespace portico
