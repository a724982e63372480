// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QUrl>

#include <optional>

namespace portico {

class HttpClient;

/** What to fetch: an https, http (loopback, or allowed by the person) or file URL. */
struct DownloadRequest
{
    QUrl url;
    QList<QUrl> mirrors;
    std::optional<Sha256> sha256; ///< demanded: other bytes are refused
    std::optional<qint64> size;   ///< demanded: one byte more is refused
};

/** A file of the download store. */
struct DownloadedFile
{
    QString path;
    Sha256 sha256;
    qint64 size = 0;
    bool isVerified = false; ///< compared with a demanded hash
};

/**
 * Downloads into the store (`store/downloads`): finished files by their SHA-256, partial ones with
 * a state file beside them. Blocking; any worker thread; two Porticos asking for one file: the
 * second waits, saying who holds it.
 *
 * Keeps reliability 3.4: resumes by Range and If-Range, hashes while bytes stream, several ranges
 * at once where the server allows it, at most 5 tries with growing waits, no token to another host.
 */
class Downloader
{
public:
    Downloader(const HttpClient &http, const Clock &clock, QString folder);

    Result<DownloadedFile> fetch(const DownloadRequest &request, const JobContext &job) const;

private:
    const HttpClient &m_http;
    const Clock &m_clock;
    QString m_folder;
};

} // namespace portico
