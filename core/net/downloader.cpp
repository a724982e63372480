// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/downloader.h"

#include "core/io/sha256.h"
#include "core/net/downloadtask.h"
#include "core/net/parttrouble.h"
#include "core/platform/fileerror.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace portico {

Downloader::Downloader(const HttpClient &http, const Clock &clock, QString folder,
                       const DownloadLimits &limits)
    : m_http(http)
    , m_clock(clock)
    , m_folder(std::move(folder))
    , m_limits(limits)
{ }

QStringList Downloader::steps()
{
    return {DownloadTask::downloadStep(), DownloadTask::verifyStep()};
}

Result<DownloadedFile> Downloader::fetch(const DownloadRequest &request,
                                         const JobContext &job) const
{
    if (request.url.isLocalFile())
        return useLocalFile(request.url.toLocalFile(), request, job);
    return DownloadTask(m_http, m_clock, m_folder, m_limits, request, job).run();
}

Result<DownloadedFile> Downloader::useLocalFile(const QString &path, const DownloadRequest &request,
                                                const JobContext &job) const
{
    const QFileInfo info(path);
    if (!info.isFile())
        return fileError(FileAct::Read, path, ErrorCode::NotFound, {});
    const QString shown = QDir::toNativeSeparators(path);
    if (request.size && *request.size != info.size())
        return wrongFileSizeError(shown, info.size(), *request.size);
    const Result<Sha256> sha256 = hashFile(path, job, DownloadTask::verifyStep());
    if (!sha256)
        return sha256.error();
    if (request.sha256 && *request.sha256 != *sha256)
        return hashMismatchError(shown, *sha256, *request.sha256);
    return DownloadedFile{info.absoluteFilePath(), *sha256, info.size(),
                          request.sha256.has_value()};
}

} // namespace portico
