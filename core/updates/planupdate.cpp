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
#include "core/nodes/layerover.h"
#include "core/platform/host.h"
#include "core/platform/hostos.h"
#include "core/python/torchfamily.h"
#include "core/updates/switchgeneration.h"
#include "core/updates/tryworkflows.h"
#include "core/updates/updateparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QMap>
#include <QSet>

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

Result<GitAddress> addressOf(const NodeServices &services, const QString &repository,
                             const JobContext &job)
{
    const auto chain = services.compose.network.current(job);
    if (!chain)
        return chain.error();
    return gitAddress(repository, (*chain)->plainHttpHosts);
}

Result<NetworkChain> networkFor(const NodeServices &services, const GitAddress &address,
                                const JobContext &job)
{
    const QList<QUrl> further = address.isLocal() ? QList<QUrl>() : QList<QUrl>{address.url};
    Result<NetworkChain> network = services.compose.network.chain(job, further);
    if (network && network->problem) // never another index than the one the person set
        return *network->problem;
    return network;
}

QMap<QString, QString> requirementsIn(const QString &comfyFolder)
{
    QMap<QString, QString> byName;
    if (const auto list = readRequirements(comfyFolder + "/requirements.txt"_L1)) {
        for (const Requirement &each : list->requirements)
            byName.insert(each.name, each.text);
    }
    return byName;
}

QList<PackageMove> movesBetween(const QMap<QString, QString> &before,
                                const QMap<QString, QString> &after)
{
    QMap<QString, PackageMove> moves;
    for (auto each = before.begin(); each != before.end(); ++each) {
        if (after.value(each.key()) != *each)
            moves.insert(each.key(), {.name = each.key(), .before = *each});
    }
    for (auto each = after.begin(); each != after.end(); ++each) {
        if (before.value(each.key()) != *each) {
            PackageMove &move = moves[each.key()];
            move.name = each.key();
            move.after = *each;
        }
    }
    return moves.values();
}

/** Those of its lock that the new one does not have. A bundle's others are its makers'. */
QStringList goneOf(const QString &generationFolder, const ChosenPackages &chosen)
{
    const Result<ComposedFrom> record = readComposeRecord(generationFolder);
    QStringList gone;
    if (!record)
        return gone;
    QList<LockedPackage> known = record->locks.others.packages;
    if (!chosen.torchFamily.packages.isEmpty()) // another one took its place
        known += record->locks.torchFamily.packages;
    for (const LockedPackage &package : std::as_const(known)) {
        if (!chosen.others.find(package.name) && !chosen.torchFamily.find(package.name))
            gone += package.name;
    }
    return gone;
}

QList<PackageMove> packageMoves(const UpdateParts &parts)
{
    QMap<QString, PackageMove> moves;
    for (const Lock *const lock : {&parts.packages.torchFamily, &parts.packages.others}) {
        for (const LockedPackage &package : missingOf(*lock, parts.base).packages) {
            const Distribution *const there = parts.base.find(package.name);
            moves.insert(package.name,
                         {.name = package.name,
                          .before = there ? there->version : QString(),
                          .after = package.version});
        }
    }
    for (const QString &name : parts.gone) {
        if (const Distribution *const there = parts.base.find(name))
            moves.insert(name, {.name = name, .before = there->version});
    }
    return moves.values();
}

QList<BaseChange> baseChanges(const UpdateParts &parts)
{
    QList<BaseChange> changes;
    for (const PackageMove &move : parts.plan.packages) {
        if (!move.after.isEmpty())
            changes += BaseChange{.package = move.name, .version = move.after};
    }
    return changes;
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

/** ComfyUI and uv, fetched by the parts of a composition. */
Result<> fetch(const NodeServices &services, UpdateParts &parts, const JobContext &job)
{
    ComposeRequest asked;
    asked.ref = parts.request.ref;
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
    return {};
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
    const Result<ChosenPackages> chosen = choosePackages(
        parts.question(folder.filePath(parts.plan.before().python), comfy), *parts.uv, job);
    if (!chosen)
        return chosen.error();
    parts.packages = *chosen;
    parts.gone = goneOf(folder.path(), *chosen);
    if (parts.request.accelerator)
        parts.plan.acceleratorAfter = parts.request.accelerator->accelerator.text();
    parts.plan.replacesTorch = !chosen->torchFamily.packages.isEmpty();
    parts.plan.packages = packageMoves(parts);
    parts.plan.requirements = movesBetween(
        requirementsIn(folder.filePath(parts.plan.before().comfyFolder)), requirementsIn(comfy));
    parts.plan.clashes = clashesWith(library, install, baseChanges(parts), job);
    return {};
}

} // namespace

AcceleratorChoice UpdateParts::torchBuild() const
{
    if (request.accelerator)
        return *request.accelerator;
    const auto accelerator = Accelerator::fromText(plan.before().accelerator);
    Computer computer;
    computer.os = hostOs();
    return accelerator ? choiceByHand(computer, *accelerator) : AcceleratorChoice();
}

PackageQuestion UpdateParts::question(const QString &python, const QString &comfyFolder) const
{
    QUrl index = torchIndexOf(torchBuild(), network);
    if (index == network.packageIndex)
        index.clear();
    return {.base = base,
            .python = python,
            .comfyFolder = comfyFolder,
            .folder = work(),
            .torchIndex = index,
            .torchExtra = torchBuild().torchExtra,
            .torch = request.accelerator ? TorchPlace::Anew : TorchPlace::Stays,
            .newest = newest,
            .mayPassOverDates = request.packageDate == PackageDate::Automatic,
            .sourceBuilds = request.sourceBuilds};
}

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
    return {toolsStep(), comfyStep(), resolveStep(),   cloneStep(),   packagesStep(),
            checkStep(), setUpStep(), packLayerStep(), workflowStep()};
}

Result<PreparedUpdate> prepareUpdate(const NodeServices &services, const UpdateRequest &request,
                                     const JobContext &job)
{
    job.announce(updateSteps());
    const Library &library = services.compose.library;
    const Result<Install> known = loadInstall(library, request.id);
    if (!known)
        return known.error();
    if (known->isAdopted())
        return hasNoGenerations(*known);
    if (!request.ref.isEmpty() && !isPossibleRef(request.ref))
        return impossibleRef(request.ref);
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
    const Result<GitAddress> address = addressOf(services, repositoryOf(request, folder), job);
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
    if (request.accelerator && request.ref.isEmpty()) {
        const Result<QString> same = refOfNow(parts->plan);
        if (!same)
            return same.error();
        parts->request.ref = *same;
    }
    if (const Result<> fetched = fetch(services, *parts, job); !fetched)
        return fetched.error();
    parts->plan.workflows = testWorkflowNames(library, install->id);
    if (!parts->plan.keepsComfy() || request.accelerator) {
        if (const Result<> chosen = choose(services, *parts, job); !chosen)
            return chosen.error();
    }
    return PreparedUpdate(std::move(parts));
}

} // namespace portico
