// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/downloader.h"
#include "core/net/downloadstore.h"
#include "core/net/rangetransfer.h"

namespace portico {

/** One call of Downloader::fetch(): the lock, the tries, the mirrors, the check, the commit. */
class DownloadTask
{
public:
    DownloadTask(const HttpClient &http, const Clock &clock, const QString &folder,
                 const DownloadLimits &limits, const DownloadRequest &request,
                 const JobContext &job);

    static QString downloadStep();
    static QString verifyStep();

    Result<DownloadedFile> run();

private:
    std::optional<DownloadedFile> reuseFinished();
    std::optional<DownloadedFile> reuseCommitted();
    Result<DownloadedFile> fetchFrom(const QUrl &url);
    TransferEnd transfer(PartialFile &part, const QUrl &url) const;
    Result<> waitBeforeNextTry(int failures, const TransferEnd &end) const;
    RangeTransfer::Source sourceOf(const QUrl &url, int connections) const;

    const HttpClient &m_http;
    const Clock &m_clock;
    const DownloadStore m_store;
    const DownloadLimits m_limits;
    const DownloadRequest m_request;
    const JobContext &m_job;
    const QString m_key;
};

} // namespace portico
