// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/downloadtask.h"

#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/net/parttrouble.h"
#include "core/net/urlrules.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>

namespace portico {

namespace {

using namespace Qt::StringLiterals;
using Kind = TransferEnd::Kind;

constexpr int kMostRestarts = 3;
constexpr qint64 kStepForward = 1 << 20; // a try that brought so much does not count

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Download)
};

/** Takes the lock file away with the lock. */
struct LockGuard
{
    FileLock lock;
    ~LockGuard() { lock.removeAndRelease(); }
};

bool mayMirrorHelp(const Error &error)
{
    return error.code == ErrorCode::Network || error.code == ErrorCode::Timeout
        || error.code == ErrorCode::HttpStatus || error.code == ErrorCode::NotFound
        || error.code == ErrorCode::HashMismatch;
}

} // namespace

DownloadTask::DownloadTask(const HttpClient &http, const Clock &clock, const QString &folder,
                           const DownloadLimits &limits, const DownloadRequest &request,
                           const JobContext &job)
    : m_http(http)
    , m_clock(clock)
    , m_store(folder)
    , m_limits(limits)
    , m_request(request)
    , m_job(job)
    , m_key(DownloadStore::keyOf(request.url, request.sha256))
{ }

QString DownloadTask::downloadStep()
{
    return Text::tr("Download");
}

QString DownloadTask::verifyStep()
{
    return Text::tr("Verify");
}

Result<DownloadedFile> DownloadTask::run()
{
    for (const QUrl &url : QList<QUrl>{m_request.url} + m_request.mirrors) {
        if (const Result<> allowed = checkFetchUrl(url, m_request.plainHttpHosts); !allowed)
            return allowed.error();
    }
    if (const Result<> made = makeFolder(m_store.folder()); !made)
        return made.error();
    Result<FileLock> lock =
        FileLock::lock(m_store.lockPath(m_key),
                       Text::tr("downloading %1").arg(safeFileName(m_request.url)), m_job);
    if (!lock)
        return lock.error();
    const LockGuard guard{std::move(*lock)};
    if (std::optional<DownloadedFile> finished = reuseFinished())
        return *finished;
    if (std::optional<DownloadedFile> committed = reuseCommitted())
        return *committed;

    Result<DownloadedFile> result = fetchFrom(m_request.url);
    for (const QUrl &mirror : m_request.mirrors) {
        if (result || !mayMirrorHelp(result.error()))
            break;
        m_job.log(Text::tr("%1 Trying the mirror %2.").arg(result.error().message, mirror.host()));
        result = fetchFrom(mirror);
    }
    return result;
}

/** The demanded file, if it is in the store and still what its folder says. */
std::optional<DownloadedFile> DownloadTask::reuseFinished()
{
    if (!m_request.sha256)
        return std::nullopt;
    const std::optional<QString> path = m_store.finishedFile(*m_request.sha256);
    if (!path)
        return std::nullopt;
    const Result<Sha256> actual = hashFile(*path, m_job, verifyStep());
    if (actual && *actual == *m_request.sha256 && m_store.discardPart(m_key))
        return DownloadedFile{*path, *actual, QFileInfo(*path).size(), true};
    if (actual && *actual != *m_request.sha256) {
        m_job.log(Text::tr("The file in the store is damaged; it is fetched again."));
        (void)m_store.discardFinished(*m_request.sha256); // else the commit replaces it
    }
    return std::nullopt;
}

/** What a Portico that was killed between its commit and its last clearing up left. */
std::optional<DownloadedFile> DownloadTask::reuseCommitted()
{
    const std::optional<PartState> state = readPartState(m_store.statePath(m_key));
    if (m_request.sha256 || !state || state->sha256.isNull()
        || QFileInfo::exists(m_store.partPath(m_key)))
        return std::nullopt;
    const std::optional<QString> path = m_store.finishedFile(state->sha256);
    if (!path)
        return std::nullopt;
    const Result<Sha256> actual = hashFile(*path, m_job, verifyStep());
    if (!actual || *actual != state->sha256 || !m_store.discardPart(m_key))
        return std::nullopt;
    return DownloadedFile{*path, *actual, QFileInfo(*path).size(), false};
}

Result<DownloadedFile> DownloadTask::fetchFrom(const QUrl &url)
{
    Result<std::unique_ptr<PartialFile>> opened =
        PartialFile::open(m_store, m_key, url, m_request.sha256.has_value(), m_limits);
    if (!opened)
        return opened.error();
    std::unique_ptr<PartialFile> part = std::move(*opened);
    bool isSecondRound = false;
    while (true) {
        const TransferEnd end = transfer(*part, url);
        if (end.kind != Kind::Complete)
            return end.error;
        const qint64 size = part->ledger().size();
        if (m_request.size && *m_request.size != size)
            return wrongSizeError(url, size, *m_request.size);
        const Result<Sha256> sha256 = part->hasher().finish(verifyStep(), m_job);
        if (!sha256)
            return sha256.error();
        if (!m_request.sha256 || *m_request.sha256 == *sha256) {
            if (const Result<> sealed = part->seal(*sha256); !sealed)
                return sealed.error();
            part.reset(); // Windows renames no open file
            const Result<QString> path = m_store.commit(m_key, *sha256, m_request.url, m_job);
            if (!path)
                return path.error();
            return DownloadedFile{*path, *sha256, size, m_request.sha256.has_value()};
        }
        const Error mismatch = hashMismatchError(url.host(), *sha256, *m_request.sha256);
        m_job.log(mismatch.message);
        if (isSecondRound) {
            part.reset();
            (void)m_store.discardPart(m_key); // wrong bytes are of no use to anybody
            return mismatch;
        }
        isSecondRound = true;
        if (const Result<> emptied = part->restart(); !emptied)
            return emptied.error();
    }
}

RangeTransfer::Source DownloadTask::sourceOf(const QUrl &url, int connections) const
{
    RangeTransfer::Source source;
    source.url = url;
    if (isSameOrigin(url, m_request.url))
        source.authorization = m_request.authorization;
    source.plainHttpHosts = m_request.plainHttpHosts;
    source.connections = connections;
    source.expected.hasHash = m_request.sha256.has_value();
    source.expected.size = m_request.size;
    source.expected.isArchive = isArchiveName(m_request.url.fileName());
    source.expected.folder = m_store.folder();
    source.expected.spareSpace = m_limits.spareSpace;
    source.expected.longestWait = m_limits.longestWait;
    return source;
}

TransferEnd DownloadTask::transfer(PartialFile &part, const QUrl &url) const
{
    int failures = 0;
    int restarts = 0;
    while (true) {
        // A server whose ranges are twice not what they should be is asked for none.
        const int connections = restarts < 2 ? m_limits.connections : 1;
        const qint64 before = part.ledger().total();
        TransferEnd end = RangeTransfer(m_http, m_clock, sourceOf(url, connections), m_limits, part)
                              .run(downloadStep(), m_job);
        switch (end.kind) {
        case Kind::Complete:
        case Kind::Failed:
            return end;
        case Kind::Restart:
            m_job.log(end.error.message);
            if (++restarts > kMostRestarts)
                return {Kind::Failed, end.error, {}};
            if (const Result<> emptied = part.restart(); !emptied)
                return {Kind::Failed, emptied.error(), {}};
            break;
        case Kind::Retry:
            if (part.ledger().total() - before >= kStepForward)
                failures = 0;
            if (++failures >= m_limits.tries)
                return {Kind::Failed, end.error, {}};
            if (const Result<> waited = waitBeforeNextTry(failures, end); !waited)
                return {Kind::Failed, waited.error(), {}};
            break;
        }
    }
}

Result<> DownloadTask::waitBeforeNextTry(int failures, const TransferEnd &end) const
{
    const auto longest =
        std::min(m_limits.longestWait, m_limits.shortestWait * (1 << std::min(failures, 10)));
    // Between half and all of it, so that a thousand Porticos do not come back at one moment.
    const double share = 0.5 + QRandomGenerator::global()->generateDouble() / 2;
    const auto wait = std::max({end.wait, m_limits.shortestWait,
                                std::chrono::milliseconds(static_cast<qint64>(
                                    share * static_cast<double>(longest.count())))});
    m_job.log(Text::tr("%1 Trying again in %n second(s).", nullptr,
                       static_cast<int>((wait.count() + 500) / 1000))
                  .arg(end.error.message));
    return m_clock.sleep(wait, m_job.cancel);
}

} // namespace portico
