// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/placearchive.h"
#include "core/installs/library.h"
#include "core/net/network.h"
#include "core/nodes/obtainpack.h"
#include "core/platform/host.h"
#include "core/recipes/buildrecipe.h"
#include "core/recipes/lockinstall.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PlanRecipe)
};

/** One plan on its way. */
class Planning
{
public:
    Planning(const NodeServices &services, const Recipe &recipe, const RecipeWish &wish,
             const JobContext &job)
        : m_compose(services.compose)
        , m_plainHttpHosts(services.plainHttpHosts)
        , m_wish(wish)
        , m_job(job)
        , m_platform(platformName(m_compose.host.os(), m_compose.host.architecture()))
    {
        m_plan.recipe = recipe;
    }

    Result<RecipePlan> run();

private:
    Result<> checkPlatform() const;
    Result<> findLock();
    Result<> takeLock(const QString &file);
    Result<bool> isMadeAlready() const;
    Result<> takeCommits();
    Result<> lookUpAll();
    Result<RecipeSource> lookUp(const QString &name, const QString &git, const QString &ref) const;
    bool isOfRecipe(const RecipeLock &lock) const;

    const ComposeServices &m_compose;
    const QStringList &m_plainHttpHosts;
    const RecipeWish &m_wish;
    const JobContext &m_job;
    const QString m_platform;
    NetworkChain m_network{};
    RecipePlan m_plan{};
};

Result<> Planning::checkPlatform() const
{
    const Recipe &recipe = m_plan.recipe;
    if (!recipe.os || !recipe.architecture
        || platformName(*recipe.os, *recipe.architecture) == m_platform)
        return {};
    return Error{.code = ErrorCode::Unsupported,
                 .message = Text::tr("This recipe is for %1, and this computer is %2.")
                                .arg(platformName(*recipe.os, *recipe.architecture), m_platform),
                 .nextStep =
                     Text::tr("Make it on a computer of that kind: a bundle is started before it "
                              "gets its name."),
                 .detail = {}};
}

bool Planning::isOfRecipe(const RecipeLock &lock) const
{
    return lock.recipe == recipeDigest(m_plan.recipe) && lock.platform == m_platform
        && lock.nodes.size() == m_plan.recipe.nodes.size();
}

/** A lock that was named must fit; one that only lies there is passed over. */
Result<> Planning::findLock()
{
    if (!m_wish.lockFile.isEmpty()) {
        Result<RecipeLock> lock = readRecipeLock(m_wish.lockFile);
        if (!lock)
            return lock.error();
        if (!isOfRecipe(*lock))
            return Error{.code = ErrorCode::InvalidInput,
                         .message = Text::tr("The lock %1 is of another recipe, or of another kind "
                                             "of computer.")
                                        .arg(QDir::toNativeSeparators(m_wish.lockFile)),
                         .nextStep = Text::tr("Take the lock that came with a bundle of this very "
                                              "recipe, or build without one."),
                         .detail = {}};
        m_plan.lock = std::move(*lock);
        return {};
    }
    if (m_wish.versions == RecipeVersions::Newest || !QFileInfo::exists(m_plan.lockFile))
        return {};
    Result<RecipeLock> lock = readRecipeLock(m_plan.lockFile);
    if (lock && isOfRecipe(*lock))
        m_plan.lock = std::move(*lock);
    else
        m_plan.remarks += lock
            ? Text::tr("The recipe is another than that of the lock that is "
                       "there: a new one is made.")
            : Text::tr("The lock that is there cannot be used: %1").arg(lock.error().message);
    return {};
}

Result<bool> Planning::isMadeAlready() const
{
    const QStringList files = archiveFiles(m_plan.file);
    if (!m_plan.lock || !m_plan.lock->result || files.isEmpty())
        return false;
    const LockedResult &result = *m_plan.lock->result;
    qint64 bytes = 0;
    for (const QString &file : files)
        bytes += QFileInfo(file).size();
    const bool isInVolumes = files.constFirst() != m_plan.file;
    const qint64 volume =
        m_wish.volumeSize > 0 && bytes > m_wish.volumeSize ? m_wish.volumeSize : 0;
    const bool isAsWished =
        isInVolumes ? volume == QFileInfo(files.constFirst()).size() : volume == 0;
    if (QFileInfo(m_plan.file).fileName() != result.fileName || bytes != result.bytes
        || !isAsWished)
        return false;
    const Result<VolumeHashes> hashes = hashVolumes(files, m_job);
    return hashes ? Result<bool>(hashes->whole == result.sha256) : hashes.error();
}

RecipeSource lockedSource(const QString &name, const QString &git, const QString &commit)
{
    return {.name = name, .git = git, .tip = {GitRefKind::Commit, commit, commit}};
}

Result<> Planning::takeCommits()
{
    const RecipeLock &lock = *m_plan.lock;
    m_plan.comfy = lockedSource(u"ComfyUI"_s, lock.comfyGit, lock.comfyCommit);
    for (const LockedNode &node : lock.nodes)
        m_plan.nodes += lockedSource(node.name, node.git, node.commit);
    if (m_wish.lockFile.isEmpty())
        m_plan.remarks += Text::tr("The versions of its lock are taken; --update takes newer "
                                   "ones.");
    return {};
}

Result<RecipeSource> Planning::lookUp(const QString &name, const QString &git,
                                      const QString &ref) const
{
    const auto named = [&name](const Error &error) {
        return error.code == ErrorCode::Cancelled
            ? error
            : error.inContext(Text::tr("“%1” of the recipe cannot be had.").arg(name));
    };
    const Result<GitAddress> address = gitAddress(git, m_plainHttpHosts);
    if (!address)
        return named(address.error());
    GitCloneRequest request;
    request.address = *address;
    request.ref = ref;
    leadThrough(m_network, request);
    const Result<RemoteTip> tip = resolveRemote(request, m_compose.processes, m_job);
    if (!tip)
        return named(tip.error());
    return RecipeSource{.name = name, .git = address->shown(), .tip = *tip};
}

Result<> Planning::lookUpAll()
{
    const Recipe &recipe = m_plan.recipe;
    QList<QUrl> addresses{QUrl(recipe.git)};
    for (const RecipeNode &node : recipe.nodes)
        addresses += QUrl(node.git);
    addresses.removeIf([](const QUrl &url) { return url.scheme() != "https"_L1; });
    const Result<NetworkChain> network = m_compose.network.chain(m_job, addresses);
    if (!network)
        return network.error();
    if (network->problem)
        return *network->problem;
    m_network = *network;
    const Result<RecipeSource> comfy = lookUp(u"ComfyUI"_s, recipe.git, recipe.ref);
    if (!comfy)
        return comfy.error();
    m_plan.comfy = *comfy;
    for (const RecipeNode &node : recipe.nodes) {
        const Result<QString> name = packFolderName(
            {.kind = PackSource::Kind::Git, .place = node.git, .ref = {}, .name = node.name});
        if (!name)
            return name.error();
        const Result<RecipeSource> source = lookUp(*name, node.git, node.ref);
        if (!source)
            return source.error();
        m_plan.nodes += *source;
    }
    return {};
}

void addStripRemarks(RecipePlan &plan)
{
    const QList<StripPart> &strip = plan.recipe.strip;
    if (strip.contains(StripPart::Headers) || strip.contains(StripPart::StaticLibraries))
        plan.remarks += Text::tr("Without headers and static libraries nothing can be compiled in "
                                 "the bundle: torch.compile and some node packs do that.");
}

Result<RecipePlan> Planning::run()
{
    const Result<> platform = checkPlatform();
    if (!platform)
        return platform.error();
    const Recipe &recipe = m_plan.recipe;
    m_plan.file =
        QDir(m_wish.folder)
            .absoluteFilePath(bundleFileName({.prefix = recipe.prefix,
                                              .version = recipe.version,
                                              .os = m_compose.host.os(),
                                              .architecture = m_compose.host.architecture()},
                                             recipe.archive));
    m_plan.lockFile = recipeLockFile(m_plan.file);
    const Result<> lock = findLock();
    if (!lock)
        return lock.error();
    const Result<bool> made = isMadeAlready();
    if (!made)
        return made.error();
    m_plan.isUnchanged = *made;
    const QStringList there = archiveFiles(m_plan.file);
    if (!*made && m_wish.old == OldBundle::Keep && !there.isEmpty())
        return Error{
            .code = ErrorCode::AlreadyExists,
            .message =
                Text::tr("%1 is there already.").arg(QDir::toNativeSeparators(there.constFirst())),
            .nextStep = Text::tr("Give the recipe another version, choose another folder, or "
                                 "replace it."),
            .detail = {}};
    const Result<> sources = m_plan.lock ? takeCommits() : lookUpAll();
    if (!sources)
        return sources.error();
    addStripRemarks(m_plan);
    return m_plan;
}

QJsonObject sourceJson(const RecipeSource &source)
{
    return {{u"name"_s, source.name},
            {u"git"_s, source.git},
            {u"ref"_s, source.tip.name},
            {u"commit"_s, source.tip.commit}};
}

QJsonArray packagesJson(const Lock &lock)
{
    QJsonArray packages;
    for (const LockedPackage &package : lock.packages)
        packages += package.name + "=="_L1 + package.version;
    return packages;
}

} // namespace

QJsonObject toJson(const RecipePlan &plan)
{
    QJsonArray nodes;
    for (const RecipeSource &node : plan.nodes)
        nodes += sourceJson(node);
    QJsonObject object{{u"recipe"_s, toJson(plan.recipe)},
                       {u"file"_s, plan.file},
                       {u"lockFile"_s, plan.lockFile},
                       {u"comfyui"_s, sourceJson(plan.comfy)},
                       {u"nodes"_s, nodes},
                       {u"steps"_s, QJsonArray::fromStringList(recipeSteps())},
                       {u"unchanged"_s, plan.isUnchanged},
                       {u"remarks"_s, QJsonArray::fromStringList(plan.remarks)}};
    if (plan.lock) // else they are chosen when it is made
        object.insert(u"packages"_s,
                      QJsonObject{{u"torch"_s, packagesJson(plan.lock->base.torchFamily)},
                                  {u"base"_s, packagesJson(plan.lock->base.others)},
                                  {u"layer"_s, packagesJson(plan.lock->layer)}});
    return object;
}

Result<RecipePlan> planRecipe(const NodeServices &services, const Recipe &recipe,
                              const RecipeWish &wish, const JobContext &job)
{
    return Planning(services, recipe, wish, job).run();
}

} // namespace portico
