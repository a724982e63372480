// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/installs/addbundle.h"
#include "core/installs/bundlesource.h"

#include <QDateTime>
#include <QList>

namespace portico {

/** One file of an archive that is here. */
struct ArchiveVolume
{
    QString path;
    Sha256 sha256;
    qint64 size = 0;
    QDateTime modified;
};

/** An archive that is here and whose hash is known. */
struct BundleArchive
{
    QList<ArchiveVolume> volumes; ///< one, or all of several in their order; never empty
    Sha256 sha256;                ///< of all its bytes
    bool isVerified = false;      ///< each volume was compared with a published hash
    bool isDownloaded = false;

    qint64 size() const;
    const QString &path() const { return volumes.constFirst().path; }
    /** Whether the files are still those that were hashed. */
    bool isUnchanged() const;
};

/**
 * Downloads (local files are used where they lie) and checks the hashes. Blocking. Errors:
 * Unverified before a byte is fetched, HashMismatch, NotFound, Refused where a bundle whose hash
 * nobody published is not the one that was remembered, and what Downloader returns.
 */
Result<BundleArchive> obtainArchive(const AddServices &services, const AddRequest &request,
                                    const BundleSource &source, const JobContext &job);

/** Takes a finished file out of the store again. What cannot be removed is logged. */
void discardArchive(const Library &library, const Sha256 &sha256, const JobContext &job);

} // namespace portico
