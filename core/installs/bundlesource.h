// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/installs/addbundle.h"

#include <QDateTime>
#include <QUrl>

namespace portico {

/** What a person typed or dropped: a file of this computer, or an address. */
struct BundleSource
{
    QString localPath; ///< absolute; empty for an address
    QUrl url;          ///< as given, perhaps with secrets; a file URL for a local file

    bool isLocal() const { return !localPath.isEmpty(); }
    QString fileName() const;
    /** The address without user, query and fragment: for install.json and logs. */
    QUrl publicUrl() const;
};

/** Errors: InvalidInput for an address that is neither https, http nor file. */
Result<BundleSource> bundleSource(const QString &text);

/** An archive that is here and whose hash is known. */
struct BundleArchive
{
    QString path;
    Sha256 sha256;
    bool isVerified = false;
    bool isDownloaded = false;
    qint64 size = 0;
    QDateTime modified;

    /** Whether the file is still the one that was hashed. */
    bool isUnchanged() const;
};

/**
 * Downloads (a local file is used where it lies) and checks the hash. Blocking. Errors: Unverified
 * before a byte is fetched, HashMismatch, NotFound, and what Downloader returns.
 */
Result<BundleArchive> obtainArchive(const AddServices &services, const AddRequest &request,
                                    const BundleSource &source, const JobContext &job);

/** Takes a finished archive out of the store again. What cannot be removed is logged. */
void discardArchive(const Library &library, const Sha256 &sha256, const JobContext &job);

} // namespace portico
