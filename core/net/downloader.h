// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/net/downloadlimits.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace portico {

class HttpClient;

/** What to fetch: an https, http (loopback, or allowed by the person) or file URL. */
struct DownloadRequest
{
    QUrl url;
    QList<QUrl> mirrors;          ///< tried in order when the one before does not deliver
    std::optional<Sha256> sha256; ///< demanded: other bytes are refused
    std::optional<qint64> size;   ///< demanded: one byte more is refused
    QByteArray authorization;     ///< for the URL's own host; never goes to another one or a mirror
    QStringList plainHttpHosts;   ///< exact names from which http is allowed
};

/** A file of the download store, or a local file in its own place. */
struct DownloadedFile
{
    QString path;
    Sha256 sha256;
    qint64 size = 0;
    bool isVerified = false; ///< compared with a demanded hash
};

/**
 * Downloads into the store (`store/downloads`): finished files as `<sha256>/<name>`, partial ones
 * as `<key>.part` with a state file beside them. Blocking; any worker thread; two Porticos asking
 * for one file: the second waits, its job's log saying who holds it.
 *
 * Keeps reliability 3.4: resumes by Range and If-Range, hashes while bytes stream, several ranges
 * at once where the server allows it and it helps, at most 5 tries with growing waits, no token to
 * another host. A file in the store is hashed again before it is given out. A kill costs at most
 * 64 MiB. Bytes that turn out wrong are fetched once more from 0, then refused.
 *
 * Errors: Network, Timeout, HttpStatus, NotFound (the address), Refused (the address, a redirect, a
 * certificate, a size), HashMismatch, DiskFull (the part is kept), Cancelled (the part is kept),
 * and those of the file system.
 */
class Downloader
{
public:
    Downloader(const HttpClient &http, const Clock &clock, QString folder,
               const DownloadLimits &limits = {});

    /** The steps that fetch() reports, in their order, for those who announce. */
    static QStringList steps();

    /** A `file:` URL is hashed in its place, as useLocalFile() does. */
    Result<DownloadedFile> fetch(const DownloadRequest &request, const JobContext &job) const;

    /** Hashes a file where it lies and compares it with what the request demands. Never touches,
     *  copies or moves it: it is the person's own. */
    Result<DownloadedFile> useLocalFile(const QString &path, const DownloadRequest &request,
                                        const JobContext &job) const;

private:
    const HttpClient &m_http;
    const Clock &m_clock;
    QString m_folder;
    DownloadLimits m_limits;
};

} // namespace portico
