// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/releaseversion.h"
#include "core/installs/composerecord.h"
#include "core/installs/installfile.h"
#include "core/installs/runtimefacts.h"
#include "core/installs/steps.h"
#include "core/installs/verifyinstall.h"
#include "core/io/file.h"
#include "core/net/network.h"
#include "core/platform/host.h"
#include "core/python/torchfamily.h"
#include "core/updates/planmoves.h"
#include "core/updates/switchgeneration.h"
#include "core/updates/tryworkflows.h"
#include "core/updates/updateparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PlanUpdate)
};

constexpr int kOldAfterDays = 30;              ///< as composeInstall() has it
constexpr qint64 kGraceSeconds = 24 * 60 * 60; ///< a version is tagged hours before its packages

Error cannotUpdate(const Install &install)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("“%1” was written by a newer Portico, or names a generation that "
                                "it does not have: it is not updated by this one.")
                           .arg(install.name),
            .nextStep = Text::tr("Update Portico, or repair the install."),
            .detail = {}};
}

Error impossibleRef(const QString &ref)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("“%1” can be no tag, branch or commit.").arg(ref),
            .nextStep = Text::tr("Give a tag such as v0.33.0, a branch or a commit."),
            .detail = {}};
}

/** uv is given it as it is. */
Result<> checkTorchVersion(const QString &version)
{
    static const QRegularExpression form(u"^[0-9]+(\\.[0-9]+)+[a-z0-9.]*$"_s);
    if (version.isEmpty() || form.match(version).hasMatch())
        return {};
    return Error{.code = ErrorCode::InvalidInput,
                 .message = Text::tr("“%1” is no version of torch.").arg(version),
                 .nextStep = Text::tr("Give one such as 2.9.1: its build for the accelerator is "
                                      "found by itself."),
                 .detail = {}};
}

/** What is there already is no wish. "3.12" is met by 3.12.10, the path of an interpreter never. */
void dropMetWishes(UpdateRequest &request, const Generation &now)
{
    const QString &python = now.pythonVersion;
    if (python == request.python || python.startsWith(request.python + u'.'))
        request.python.clear();
    if (now.torchVersion.section(u'+', 0, 0) == request.torch)
        request.torch.clear();
}

/** Its ComfyUI stays: by its commit, else by the tag of its version. */
Result<QString> refOfNow(const UpdatePlan &plan)
{
    if (!plan.commitBefore.isEmpty())
        return plan.commitBefore;
    if (!plan.before().comfyVersion.isEmpty())
        return QString(u'v' + plan.before().comfyVersion);
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("Nobody knows which ComfyUI “%1” has.").arg(plan.install.name),
                 .nextStep = Text::tr("Name the version to go to: --to 0.34.0."),
                 .detail = {}};
}

/** Of a bundle nobody knows more than that it holds ComfyUI. */
QString repositoryOf(const UpdateRequest &request, const QString &generationFolder)
{
    if (!request.git.isEmpty())
        return request.git;
    const Result<ComposedFrom> record = readComposeRecord(generationFolder);
    return record && !record->repository.isEmpty() ? record->repository
                                                   : ComposeRequest::defaultComfyRepository();
}

/** None of a bundle's, which names its own place. */
Result<GitAddress> addressOf(const NodeServices &services, const UpdateRequest &request,
                             const QString &generationFolder, const JobContext &job)
{
    if (request.bundle)
        return GitAddress{};
    const auto chain = services.compose.network.current(job);
    if (!chain)
        return chain.error();
    return gitAddress(repositoryOf(request, generationFolder), (*chain)->plainHttpHosts);
}

Result<NetworkChain> networkFor(const NodeServices &services, const GitAddress &address,
                                const JobContext &job)
{
    const QList<QUrl> further = address.url.isEmpty() ? QList<QUrl>() : QList<QUrl>{address.url};
    Result<NetworkChain> network = services.compose.network.chain(job, further);
    if (network && network->problem) // never another index than the one the person set
        return *network->problem;
    return network;
}

std::optional<QDateTime> newestOf(const NodeServices &services, const UpdateParts &parts)
{
    const GitCommit &commit = parts.plan.target.commit;
    const bool isOld = commit.time.daysTo(services.compose.clock.now()) > kOldAfterDays;
    const PackageDate date = parts.request.packageDate;
    const bool wanted =
        date == PackageDate::AsOfVersion || (date == PackageDate::Automatic && isOld);
    return wanted ? std::optional(commit.time.addSecs(kGraceSeconds)) : std::nullopt;
}

/** Beside ComfyUI, where it stays until its generation is built. */
Result<> fetchPython(const ComposeWork &work, UpdateParts &parts)
{
    const Result<ProvidedPython> python = composePython(work, *parts.uv);
    if (!python)
        return python.error();
    const Result<Sha256> digest = lockedPython(work, *python);
    if (!digest)
        return digest.error();
    parts.python = *python;
    parts.pythonDigest = *digest;
    parts.plan.pythonAfter = python->version;
    return {};
}

/** ComfyUI, uv and another Python, fetched by the parts of a composition. */
Result<> fetch(const NodeServices &services, UpdateParts &parts, const JobContext &job)
{
    ComposeRequest asked;
    asked.ref = parts.request.ref;
    asked.python = parts.request.python;
    const ComposeWork work{services.compose, asked,         parts.address,
                           parts.network,    parts.fresh(), job};
    for (const QString &folder : {parts.fresh(), parts.work()}) {
        if (const Result<> made = makeFolder(folder); !made)
            return made;
    }
    const Result<Uv> uv = composeTools(work);
    if (!uv)
        return uv.error();
    parts.uv.emplace(*uv);
    const Result<ClonedRepository> comfy = composeComfy(work);
    if (!comfy)
        return comfy.error();
    parts.plan.target = comfy->target;
    parts.plan.versionAfter =
        readRuntimeFacts(work.comfyFolder(), {}, services.compose.host.os()).comfyVersion;
    return parts.request.python.isEmpty() ? Result<>() : fetchPython(work, parts);
}

Result<> choose(const NodeServices &services, UpdateParts &parts, const JobContext &job)
{
    const Library &library = services.compose.library;
    const Install &install = parts.plan.install;
    const QDir folder(library.runtimeFolder(install));
    const Result<EnvironmentRequest> place =
        baseEnvironmentOf(library, install, services.compose.host.os());
    if (!place)
        return place.error();
    const Result<PythonEnvironment> base = readEnvironment(*place, job);
    if (!base)
        return base.error();
    parts.base = *base;
    parts.newest = newestOf(services, parts);
    const QString comfy = parts.fresh() + "/ComfyUI"_L1;
    const QString python =
        parts.python ? parts.python->interpreter : folder.filePath(parts.plan.before().python);
    const Result<ChosenPackages> chosen =
        choosePackages(parts.question(python, comfy), *parts.uv, job);
    if (!chosen)
        return chosen.error();
    parts.packages = *chosen;
    parts.gone = goneOf(parts, folder.path());
    if (parts.request.accelerator)
        parts.plan.acceleratorAfter = parts.request.accelerator->accelerator.text();
    parts.plan.replacesTorch = !missingOf(chosen->torchFamily, parts.base).packages.isEmpty();
    parts.plan.packages = packageMoves(parts);
    parts.plan.requirements =
        requirementMoves(folder.filePath(parts.plan.before().comfyFolder), comfy);
    parts.plan.clashes = clashesWith(library, install, baseChanges(parts), job);
    return {};
}

} // namespace

bool UpdatePlan::goesBack() const
{
    const QString &now = before().comfyVersion;
    return !now.isEmpty() && !versionAfter.isEmpty() && compareVersionTexts(versionAfter, now) < 0;
}

PreparedUpdate::PreparedUpdate(std::unique_ptr<UpdateParts> parts)
    : m_parts(std::move(parts))
{ }
PreparedUpdate::PreparedUpdate(PreparedUpdate &&) noexcept = default;
PreparedUpdate &PreparedUpdate::operator=(PreparedUpdate &&) noexcept = default;
PreparedUpdate::~PreparedUpdate() = default;

const UpdatePlan &PreparedUpdate::plan() const
{
    return m_parts->plan;
}

QStringList updateSteps()
{
    return {toolsStep(),    comfyStep(), pythonStep(), resolveStep(),   cloneStep(),
            packagesStep(), checkStep(), setUpStep(),  packLayerStep(), workflowStep()};
}

QStringList bundleUpdateSteps()
{
    return {downloadStep(), verifyStep(),    unpackStep(),  checkStep(),
            setUpStep(),    packLayerStep(), workflowStep()};
}

namespace {

/// The parts of an update that is known to be possible: its packs are locked, its staging folder
/// is there. Nothing has been fetched.
Result<std::unique_ptr<UpdateParts>> beginUpdate(const NodeServices &services,
                                                 const UpdateRequest &request,
                                                 const JobContext &job)
{
    const Library &library = services.compose.library;
    const Result<Install> known = loadInstall(library, request.id);
    if (!known)
        return known.error();
    if (known->isAdopted())
        return hasNoGenerations(*known);
    if (!request.ref.isEmpty() && !isPossibleRef(request.ref))
        return impossibleRef(request.ref);
    if (const Result<> torch = checkTorchVersion(request.torch); !torch)
        return torch.error();
    const QString what = Text::tr("updating “%1”").arg(known->name);
    Result<FileLock> packs = FileLock::tryLock(packsLock(library, request.id), what);
    if (!packs)
        return packs.error();
    const Result<Install> install = loadInstall(library, request.id); // nobody changes it now
    if (!install)
        return install.error();
    if (install->isReadOnly() || !install->generation())
        return cannotUpdate(*install);
    const QString folder = library.runtimeFolder(*install);
    const Result<GitAddress> address = addressOf(services, request, folder, job);
    if (!address)
        return address.error();
    const Result<NetworkChain> network = networkFor(services, *address, job);
    if (!network)
        return network.error();
    Result<StagingDir> staging = StagingDir::create(library.staging(), what);
    if (!staging)
        return staging.error();
    auto parts = std::make_unique<UpdateParts>(
        UpdateParts{.request = request,
                    .plan = {.install = *install, .repository = address->shown()},
                    .packs = std::move(*packs),
                    .staging = std::move(*staging),
                    .address = *address,
                    .network = *network});
    const QDir runtime(folder);
    parts->plan.commitBefore =
        readRuntimeFacts(runtime.filePath(install->generation()->comfyFolder),
                         runtime.filePath(install->generation()->python),
                         services.compose.host.os())
            .comfyCommit;
    parts->plan.workflows = testWorkflowNames(library, install->id);
    return parts;
}

/// Fetches ComfyUI of the wished version, and chooses Python and packages where they change.
Result<> fetchVersion(const NodeServices &services, UpdateParts &parts, const JobContext &job)
{
    // Who asks for another Python alone means this ComfyUI, also where that Python is there.
    const bool keepsVersion = parts.request.changesRuntime() && parts.request.ref.isEmpty();
    dropMetWishes(parts.request, parts.plan.before());
    if (keepsVersion) {
        const Result<QString> same = refOfNow(parts.plan);
        if (!same)
            return same.error();
        parts.request.ref = *same;
    }
    if (const Result<> fetched = fetch(services, parts, job); !fetched)
        return fetched.error();
    if (parts.plan.keepsComfy() && !parts.request.changesRuntime())
        return {};
    return choose(services, parts, job);
}

} // namespace

Result<PreparedUpdate> prepareUpdate(const NodeServices &services, const UpdateRequest &request,
                                     const JobContext &job)
{
    job.announce(request.bundle ? bundleUpdateSteps() : updateSteps());
    Result<std::unique_ptr<UpdateParts>> parts = beginUpdate(services, request, job);
    if (!parts)
        return parts.error();
    const Result<> fetched =
        request.bundle ? fetchBundle(services, **parts, job) : fetchVersion(services, **parts, job);
    if (!fetched)
        return fetched.error();
    return PreparedUpdate(std::move(*parts));
}

} // namespace portico
