// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/selfcheck/selfcheckrun.h"

#include "core/base/sizes.h"
#include "core/installs/obtainarchive.h"
#include "core/installs/removeinstall.h"
#include "core/installs/steps.h"
#include "core/io/filelock.h"
#include "core/net/downloadstore.h"
#include "core/platform/host.h"
#include "core/process/processrunner.h"
#include "core/python/findpython.h"
#include "core/server/comfyapi.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SelfCheck)
};

constexpr auto kEndLimit = 10s;
constexpr auto kPause = 50ms;

} // namespace

SelfCheckRun::SelfCheckRun(const AddServices &services, const JobContext &job)
    : m_services(services)
    , m_job(job)
    , m_traces(services.library)
    , m_recorder(services.clock, job)
{ }

SelfCheckRun::~SelfCheckRun()
{
    m_session.reset(); // an attached session ends with its last client
    m_server.reset();
    if (m_install) { // a step before the removal failed
        const auto isGone = waitUntilGone();
        const auto removed = remove();
        if (!isGone || !removed)
            m_job.log(Text::tr("The demo install “%1” could not be removed: remove it by hand.")
                          .arg(m_install->name));
    }
    if (m_bundle)
        dropDownload();
    m_staging.reset();
    m_traces.sweep();
}

Result<> SelfCheckRun::makeBundle(const SelfCheckRequest &request)
{
    m_recorder.begin(Check::Python);
    const auto python =
        findPython(request.python, m_services.processes, m_services.host.os(), m_job);
    if (!python) {
        Error error = python.error();
        if (error.code == ErrorCode::NotFound && request.python.isEmpty())
            error.nextStep =
                Text::tr("The demo bundle is made of one: install Python from python.org or your "
                         "system's packages. Real bundles bring their own and need none.");
        return error;
    }
    m_recorder.note(u"%1, %2"_s.arg(python->version, python->executable));

    m_recorder.begin(Check::Bundle);
    auto staging = StagingDir::create(m_services.library.staging(), Text::tr("a self-check"));
    if (!staging)
        return staging.error();
    m_staging.emplace(std::move(*staging));
    const auto bundle = makeDemoBundle(python->executable, m_staging->path(), m_services.processes,
                                       inStep(m_job, checkName(Check::Bundle)));
    if (!bundle)
        return bundle.error();
    m_bundle = *bundle;
    m_recorder.note(Text::tr("%n files, %1", nullptr, static_cast<int>(bundle->files))
                        .arg(sizeText(bundle->size)));
    return {};
}

Result<> SelfCheckRun::addInstall()
{
    m_recorder.begin(Check::Download);
    auto server = BundleServer::start(m_bundle->archive);
    if (!server)
        return server.error();
    m_server = std::move(*server);
    const QStringList steps = addSteps();
    const JobContext inSteps(m_job.cancel,
                             {.steps = {},
                              .progress =
                                  [&](const Progress &progress) {
                                      const qsizetype index = steps.indexOf(progress.step);
                                      if (index < 0)
                                          return;
                                      const auto check = static_cast<Check>(
                                          static_cast<int>(Check::Download) + index);
                                      m_recorder.begin(check);
                                      Progress named = progress;
                                      named.step = checkName(check);
                                      m_job.report(named);
                                  },
                              .log = [&](const QString &line) { m_job.log(line); }});
    AddRequest request;
    request.source = m_server->url().toString(QUrl::FullyEncoded);
    request.name = Text::tr("Portico self-check");
    request.sha256 = m_bundle->sha256;
    request.size = m_bundle->size;
    request.hashPolicy = HashPolicy::Require;
    request.archiveAfter = ArchiveAfter::Remove;
    const auto install = addBundle(m_services, request, inSteps);
    if (!install)
        return install.error();
    m_install = *install;
    m_server.reset();
    m_staging.reset();
    return {};
}

Result<> SelfCheckRun::startSession()
{
    m_recorder.begin(Check::Start);
    m_session = std::make_unique<SessionControl>(m_services.library, m_install->id);
    // The session server's first word is the end of the start and the beginning of the wait.
    const JobContext untilReady(m_job.cancel,
                                {.steps = {}, .progress = {}, .log = [this](const QString &line) {
                                     m_recorder.begin(Check::Ready);
                                     m_job.log(line);
                                 }});
    SessionStart options;
    options.mode = SessionMode::Attached;
    options.useNextFreePort = true;
    const auto status = m_session->start(options, untilReady);
    if (!status)
        return status.error();
    for (const qint64 pid : {status->processId, status->serverProcessId}) {
        if (pid > 0)
            m_processes += WatchedProcess{pid, m_services.host.processStartTime(pid)};
    }
    m_recorder.begin(Check::Ready);
    m_recorder.note(Text::tr("ComfyUI %1 at %2").arg(status->comfyVersion, status->url.toString()));
    return {};
}

Result<> SelfCheckRun::askForPicture()
{
    m_recorder.begin(Check::Prompt);
    const auto picture = runTestPrompt(m_session->status().url, m_job);
    if (!picture)
        return picture.error();
    m_recorder.note(u"%1, %2"_s.arg(picture->fileName, sizeText(picture->bytes.size())));
    return {};
}

Result<> SelfCheckRun::stopSession()
{
    m_recorder.begin(Check::Stop);
    const auto status = m_session->stop(m_job);
    if (!status)
        return status.error();
    m_recorder.note(status->exitText);

    m_recorder.begin(Check::NothingLeft);
    m_session.reset();
    return waitUntilGone();
}

Result<> SelfCheckRun::removeInstall()
{
    m_recorder.begin(Check::Remove);
    const auto removed = remove();
    if (removed)
        m_install.reset();
    return removed;
}

/** Also what a failed or cancelled download left for a next try. */
void SelfCheckRun::dropDownload() const
{
    const DownloadStore store(m_services.library.downloads());
    const QString key = DownloadStore::keyOf({}, m_bundle->sha256);
    discardArchive(m_services.library, m_bundle->sha256, m_job);
    const auto dropped = store.discardPart(key);
    if (!dropped)
        m_job.log(dropped.error().message);
    auto lock = FileLock::tryLock(store.lockPath(key), Text::tr("a self-check"));
    if (lock)
        lock->removeAndRelease();
}

bool SelfCheckRun::isRunning(const WatchedProcess &process) const
{
    const auto startTime = m_services.host.processStartTime(process.pid);
    return startTime && startTime == process.startTime;
}

Result<> SelfCheckRun::waitUntilGone() const
{
    const auto deadline = m_services.clock.monotonic() + kEndLimit;
    for (const WatchedProcess &process : m_processes) {
        while (isRunning(process)) {
            if (m_services.clock.monotonic() > deadline) {
                return Error{
                    .code = ErrorCode::Timeout,
                    .message =
                        Text::tr("The process %1 of the demo is still running.").arg(process.pid),
                    .nextStep = Text::tr("End it in the list of processes."),
                    .detail = {}};
            }
            const auto slept = m_services.clock.sleep(kPause, {});
            if (!slept)
                return slept;
        }
    }
    return {};
}

Result<> SelfCheckRun::remove()
{
    const RemoveServices services{m_services.library, m_services.host, m_services.clock};
    const RemoveRequest request{
        .id = m_install->id, .mode = RemoveMode::Delete, .data = RemoveData::Remove};
    const auto deadline = m_services.clock.monotonic() + kEndLimit;
    for (;;) {
        // Not cancelled: what the self-check made goes in any case.
        const auto outcome = portico::removeInstall(services, request, {});
        if (outcome)
            return {};
        if (outcome.error().code != ErrorCode::Busy || m_services.clock.monotonic() > deadline)
            return outcome.error();
        const auto slept = m_services.clock.sleep(kPause, {});
        if (!slept)
            return slept;
    }
}

} // namespace portico
