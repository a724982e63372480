// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/githubjobs.h"

#include "app/models/recipefiles.h"
#include "core/bundles/bundlename.h"
#include "core/github/pushfiles.h"

#include <QCoreApplication>
#include <QDirIterator>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::GithubRuns)
};

Result<> push(const GithubApi &api, const GithubOrder &order, const JobContext &job)
{
    QMap<QString, QByteArray> files;
    if (!order.recipe.isEmpty()) {
        const auto found = filesOfRecipe(order.recipe);
        if (!found)
            return found.error();
        files = *found;
    }
    if (order.withWorkflow) {
        const Result<QByteArray> workflow = workflowBytes();
        if (!workflow)
            return workflow.error();
        files.insert(workflowPath(order.trigger.workflow), *workflow);
    }
    if (files.isEmpty())
        return {};
    job.report({.step = Text::tr("Push the recipe")});
    const Result<PushedFiles> pushed = pushFiles(api,
                                                 {.repository = order.trigger.repository,
                                                  .branch = order.trigger.branch,
                                                  .message = order.message,
                                                  .files = files},
                                                 job);
    if (!pushed)
        return pushed.error();
    job.log(pushed->changed ? Text::tr("Pushed %n file(s) to %1.", nullptr,
                                       static_cast<int>(pushed->paths.size()))
                                  .arg(pushed->branch)
                            : Text::tr("The branch %1 has all of it already.").arg(pushed->branch));
    return {};
}

/** Bundles among what lies there. */
QStringList bundlesIn(const QString &folder)
{
    QStringList patterns;
    for (const PackFormat format :
         {PackFormat::Zip, PackFormat::Tar, PackFormat::TarGz, PackFormat::TarZst}) {
        patterns += u'*' + packSuffix(format);
        patterns += u'*' + packSuffix(format) + ".001"_L1;
    }
    QStringList found;
    QDirIterator files(folder, patterns, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        found += files.next();
    found.sort();
    return found;
}

} // namespace

Result<WorkflowRun> pushAndStart(const GithubApi &api, const GithubOrder &order,
                                 const JobContext &job)
{
    if (const Result<> pushed = push(api, order, job); !pushed)
        return pushed.error();
    job.report({.step = Text::tr("Start the workflow")});
    return triggerWorkflow(api, order.trigger, job);
}

Result<FetchedBundles> fetchBundles(const ArtifactServices &services,
                                    const ArtifactRequest &request, const JobContext &job)
{
    const auto fetched = fetchArtifacts(services, request, job);
    if (!fetched)
        return fetched.error();
    FetchedBundles result;
    for (const FetchedArtifact &each : *fetched) {
        result.files += bundlesIn(each.folder);
        result.areVerified = result.areVerified && each.isVerified;
    }
    return result;
}

} // namespace portico::app
