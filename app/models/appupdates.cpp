// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/appupdates.h"

#include "app/services.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"

namespace portico::app {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Work = AppUpdateLook::Work;

const QString kOneAtATime = u"app-update"_s;

/** What a worker needs; made on the GUI thread. */
struct Tools
{
    const Services &services;
    UpdateChannel channel;
    AppUpdateServices update;
};

/** With the network as it is now. Blocking. */
Result<AppUpdateServices> connected(const Tools &tools, const JobContext &job)
{
    const auto chain = tools.services.network().current(job);
    if (!chain)
        return chain.error();
    AppUpdateServices update = tools.update;
    update.network = **chain;
    return update;
}

AppFacts factsNow(const Services &services, const JobContext &job)
{
    return readAppFacts(QProcessEnvironment::systemEnvironment(), services.processes(), job);
}

Result<UpdateOffer> lookNow(const Tools &tools, const JobContext &job)
{
    const Result<AppUpdateServices> update = connected(tools, job);
    if (!update)
        return update.error();
    return lookForUpdate(tools.channel,
                         {.version = versionFromText(QStringLiteral(PORTICO_VERSION)),
                          .architecture = tools.services.host().architecture(),
                          .facts = factsNow(tools.services, job)},
                         *update, job);
}

Result<DownloadedFile> downloadNow(const Tools &tools, const UpdateFile &file,
                                   const JobContext &job)
{
    const Result<AppUpdateServices> update = connected(tools, job);
    if (!update)
        return update.error();
    return fetchUpdate(tools.channel, file, *update, job);
}

bool wasAnswered(const Result<UpdateOffer> &offer)
{
    if (offer)
        return true;
    const ErrorCode code = offer.error().code;
    return code != ErrorCode::Network && code != ErrorCode::Timeout && code != ErrorCode::Cancelled;
}

} // namespace

AppUpdates::AppUpdates(const Parts &parts, const Result<UpdateChannel> &channel, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_channel(channel)
{
    m_hourly.setInterval(1h); // whether a day has gone by: the computer may have slept
    connect(&m_hourly, &QTimer::timeout, this, &AppUpdates::checkIfDue);
    connect(&parts.settings, &SettingsStore::changed, this, [this](const QString &key) {
        if (key == settings::kLookForUpdates.key && m_hourly.isActive())
            checkIfDue();
    });
}

void AppUpdates::tell(const AppUpdateLook &look)
{
    m_wasTold = true;
    m_look = look;
    emit changed();
}

QString AppUpdates::server() const
{
    return m_channel ? m_channel->address.host() : QString();
}

std::optional<Error> AppUpdates::whyNot() const
{
    if (!m_channel)
        return m_channel.error();
    if (!m_look.facts)
        return {};
    if (const auto kind = updateKindFrom(*m_channel, *m_look.facts); !kind)
        return kind.error();
    return {};
}

void AppUpdates::learnFacts()
{
    if (m_look.facts || m_isLearning || m_wasTold)
        return;
    m_isLearning = true;
    m_parts.background.start<AppFacts>(
        {.title = tr("Find out how Portico was installed"), .exclusiveKey = {}},
        [&services = m_parts.services](const JobContext &job) -> Result<AppFacts> {
            return factsNow(services, job);
        },
        this,
        [this](const Result<AppFacts> &facts) {
            m_isLearning = false;
            if (facts && !m_wasTold)
                m_look.facts = *facts;
            emit changed();
        });
}

void AppUpdates::begin()
{
    m_hourly.start();
    checkIfDue();
}

void AppUpdates::checkIfDue()
{
    if (!m_parts.settings.get(settings::kLookForUpdates) || !m_channel || m_channel->isEmpty())
        return;
    const QDateTime last =
        QDateTime::fromString(m_parts.settings.get(settings::kLookedForUpdates), Qt::ISODate);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const bool isSetBack = last.isValid() && last > now;
    if (last.isValid() && !isSetBack && last.addDays(1) > now)
        return;
    if (!m_look.handedOver)
        checkBy(m_parts.background);
}

void AppUpdates::check()
{
    checkBy(m_parts.jobs);
}

void AppUpdates::checkBy(JobRunner &runner)
{
    if (isBusy() || !m_channel)
        return;
    const bool isQuiet = &runner == &m_parts.background;
    follow(Work::Looking,
           runner.start<UpdateOffer>(
               {.title = tr("Look for a newer Portico"), .exclusiveKey = kOneAtATime},
               [tools = Tools{m_parts.services, *m_channel, m_parts.services.appUpdate()}](
                   const JobContext &job) { return lookNow(tools, job); },
               this,
               [this, isQuiet](const Result<UpdateOffer> &offer) {
                   takeOffer(offer);
                   const QString seen = m_parts.settings.get(settings::kSeenUpdate);
                   if (offer && offer->isNewer() && isQuiet)
                       m_look.isNews =
                           offer->mustUpdate() || offer->newest.version.toString() != seen;
                   end();
               }));
}

/** What was downloaded counts for the same file only; where nobody was reached, it is tried again
 *  before a day has gone by. */
void AppUpdates::takeOffer(const Result<UpdateOffer> &offer)
{
    if (wasAnswered(offer))
        m_parts.settings.set(settings::kLookedForUpdates,
                             QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    if (offer) {
        const bool isSame = m_look.offer && m_look.offer->file && offer->file
            && m_look.offer->file->sha256 == offer->file->sha256;
        if (!isSame)
            m_look.fetched.clear();
        m_look.offer = *offer;
    } else if (offer.error().code != ErrorCode::Cancelled) {
        m_look.problem = offer.error();
    }
}

void AppUpdates::download()
{
    if (isBusy() || !m_channel || !m_look.offer || !m_look.offer->file)
        return;
    setSeen();
    follow(Work::Downloading,
           m_parts.jobs.start<DownloadedFile>(
               {.title = tr("Download Portico %1").arg(m_look.offer->newest.version.toString()),
                .exclusiveKey = kOneAtATime},
               [tools = Tools{m_parts.services, *m_channel, m_parts.services.appUpdate()},
                file = *m_look.offer->file](const JobContext &job) {
                   return downloadNow(tools, file, job);
               },
               this,
               [this](const Result<DownloadedFile> &file) {
                   if (file)
                       m_look.fetched = file->path;
                   else if (file.error().code != ErrorCode::Cancelled)
                       m_look.problem = file.error();
                   end();
               }));
}

void AppUpdates::install()
{
    if (isBusy() || m_look.fetched.isEmpty() || !m_look.offer || !m_look.offer->file)
        return;
    const QString lock = handOverLock(m_parts.services.appUpdate().settingsFolder);
    follow(Work::Installing,
           m_parts.jobs.start<HandedOver>(
               {.title = tr("Install Portico %1").arg(m_look.offer->newest.version.toString()),
                .exclusiveKey = kOneAtATime},
               [&services = m_parts.services, file = *m_look.offer->file, path = m_look.fetched,
                lock](const JobContext &job) {
                   return handOver(file, path, factsNow(services, job), services.library(), lock,
                                   job);
               },
               this,
               [this](const Result<HandedOver> &done) {
                   if (done)
                       m_look.handedOver = *done;
                   else if (done.error().code != ErrorCode::Cancelled)
                       m_look.problem = done.error();
                   end();
               }));
}

void AppUpdates::cancel() const
{
    if (m_look.job)
        m_look.job->cancel();
}

void AppUpdates::setSeen()
{
    if (m_look.offer)
        m_parts.settings.set(settings::kSeenUpdate, m_look.offer->newest.version.toString());
    m_look.isNews = false;
    emit changed();
}

void AppUpdates::follow(Work work, Job &job)
{
    m_look.work = work;
    m_look.job = &job;
    m_look.problem.reset();
    emit changed();
}

void AppUpdates::end()
{
    m_look.work = Work::None;
    m_look.job.clear();
    emit changed();
}

} // namespace portico::app
