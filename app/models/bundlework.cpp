// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/bundlework.h"

#include "app/models/bundleshelf.h"
#include "app/models/windowwords.h"
#include "app/services.h"
#include "core/bundles/releasefiles.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"

#include <QDir>
#include <QFileInfo>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

BundleServices partsOf(const Services &services)
{
    return {services.library(), services.processes(), services.host()};
}

QString nameOf(const QString &file)
{
    return QFileInfo(file).fileName();
}

} // namespace

BundleWork::BundleWork(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{ }

void BundleWork::setFailure(const std::optional<Error> &failure)
{
    m_failure = failure;
    emit changed();
}

/** A job on something of the shelf: what comes of it is told there. */
template <typename T>
void BundleWork::begin(const QString &file, const QString &title,
                       const std::function<Result<T>(const JobContext &)> &body,
                       const std::function<QString(const T &)> &outcome)
{
    Job &job = m_parts.jobs.start<T>(
        {.title = title, .exclusiveKey = "bundle/"_L1 + file},
        [body](const JobContext &context) -> Result<T> {
            Result<T> result = body(context);
            return inWindowWords(std::move(result));
        },
        this,
        [this, file, outcome](const Result<T> &result) {
            ShelfWork work;
            if (result)
                work.outcome = outcome(*result);
            else if (result.error().code != ErrorCode::Cancelled)
                work.failure = result.error();
            m_parts.shelf.setWork(file, work);
            m_parts.shelf.look();
        });
    m_parts.shelf.setWork(file, {.job = &job});
}

void BundleWork::make(const Install &install, const BundleWish &wish)
{
    m_parts.settings.set(settings::kBundleFolder, wish.folder);
    setFailure({});
    m_parts.jobs.start<BuiltBundle>(
        {.title = tr("Make a bundle of %1").arg(install.name), .exclusiveKey = {}},
        [services = partsOf(m_parts.services), install,
         wish](const JobContext &job) -> Result<BuiltBundle> {
            Result<BuiltBundle> built = buildBundle(services, install, wish, job);
            return inWindowWords(std::move(built));
        },
        this,
        [this](const Result<BuiltBundle> &built) {
            if (!built) {
                if (built.error().code != ErrorCode::Cancelled)
                    setFailure(built.error());
                return;
            }
            QStringList words{tr("Made and tried: %n file(s); unpacked elsewhere, it starts.",
                                 nullptr, static_cast<int>(built->files))};
            m_parts.shelf.setWork(built->file, {.outcome = (words + built->remarks).join(u' ')});
            m_parts.shelf.addBundle(built->file);
        });
}

void BundleWork::make(const Recipe &recipe, const RecipeWish &wish)
{
    m_parts.settings.set(settings::kBundleFolder, wish.folder);
    begin<RecipeOutcome>(
        recipe.file, tr("Make a bundle of the recipe %1").arg(recipe.name),
        [nodes = m_parts.services.nodes(), recipe, wish](const JobContext &job) {
            return buildRecipe(nodes, recipe, wish, job);
        },
        [this](const RecipeOutcome &outcome) {
            const QString &file = outcome.bundle.file;
            if (!outcome.isUnchanged)
                m_parts.shelf.setWork(
                    file,
                    {.outcome = tr("Made and tried: %n file(s); unpacked elsewhere, it starts.",
                                   nullptr, static_cast<int>(outcome.bundle.files))});
            m_parts.shelf.addBundle(file);
            QStringList words{outcome.isUnchanged
                                  ? tr("Nothing to do: %1 is there already, and as the recipe "
                                       "wants it.")
                                        .arg(nameOf(file))
                                  : tr("Made %1.").arg(nameOf(file))};
            return (words + outcome.bundle.remarks).join(u' ');
        });
}

void BundleWork::check(const QString &bundle)
{
    begin<BundleCheck>(
        bundle, tr("Check %1").arg(nameOf(bundle)),
        [services = partsOf(m_parts.services), bundle](const JobContext &job) {
            job.announce(bundleCheckSteps());
            return checkBundle(services, bundle, job);
        },
        [](const BundleCheck &check) {
            QStringList words{check.record
                                  ? tr("Whole: %n file(s) are what its list says, and it starts.",
                                       nullptr, static_cast<int>(check.files))
                                  : tr("It starts.")};
            return (words + check.remarks).join(u' ');
        });
}

void BundleWork::publish(const PublishRequest &request)
{
    begin<PublishedBundle>(
        request.file, tr("Publish %1").arg(nameOf(request.file)),
        [services = &m_parts.services, request](const JobContext &job) {
            const SystemClock clock;
            return publishBundle({.processes = services->processes(),
                                  .clock = clock,
                                  .staging = services->library().staging()},
                                 request, job);
        },
        [](const PublishedBundle &published) {
            const QString catalogue = QDir::toNativeSeparators(published.catalogue);
            return published.wasThere
                ? tr("The same bundle was there already; %1 names it.").arg(catalogue)
                : tr("Published. Others add this list once, in Settings: %1").arg(catalogue);
        });
}

void BundleWork::release(const QString &bundle, const ReleaseRequest &request)
{
    begin<PublishedRelease>(
        bundle, tr("Publish %1 on GitHub").arg(nameOf(bundle)),
        [api = m_parts.services.github(), bundle,
         request](const JobContext &job) -> Result<PublishedRelease> {
            if (!api)
                return api.error();
            const Result<QStringList> files = filesToRelease(bundle);
            if (!files)
                return files.error();
            ReleaseRequest whole = request;
            whole.files = *files;
            return publishRelease(**api, whole, job);
        },
        [](const PublishedRelease &release) {
            return tr("Released as %1: %2").arg(release.tag, release.page.toString());
        });
}

} // namespace portico::app
