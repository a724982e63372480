// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/appupdate/updatechannel.h"
#include "core/appupdate/updatemetadata.h"
#include "core/base/jobcontext.h"

namespace portico {

/** The newest that was believed so far: what is older is not believed again. */
struct UpdateTrust
{
    QString keyName; ///< UpdateChannel::keyName() it was believed under
    qint64 sequence = 0;
    QVersionNumber version;
    QVersionNumber minimumVersion;
    Sha256 document;     ///< of the metadata with that sequence number
    QDateTime lastCheck; ///< UTC: the computer's clock may be set back, this is not
};

/**
 * Whether signed metadata may be believed after what was believed before, and what is believed from
 * now on. Refused: expired, also where the clock was set back behind the last check; valid for
 * longer than a month; a lower sequence, version or minimum version than before (rollback); another
 * document with the same number. Under other keys everything counts anew: that is how a program
 * with new keys gets over numbers that a thief of the old ones drove up. Pure.
 */
Result<UpdateTrust> judgeTrust(const UpdateMetadata &metadata, const QByteArray &document,
                               const UpdateTrust &before, const QString &keyName,
                               const QDateTime &now);

/** `app-update.json` in the settings folder: what was believed. */
class UpdateTrustFile
{
public:
    explicit UpdateTrustFile(const QString &settingsFolder);

    /**
     * Judges onto what the file says and writes it, under a lock: two Porticos that check at once
     * cannot forget each other's. Durable when it returns. A file that cannot be read at all is
     * kept aside by its writer and counts as nothing, which the job's log tells. Blocking. Errors:
     * those of judgeTrust(); Unsupported for the file of a newer Portico; those of the file system.
     */
    Result<> accept(const UpdateMetadata &metadata, const QByteArray &document,
                    const QString &keyName, const QDateTime &now, const JobContext &job) const;

private:
    QString m_path;
};

} // namespace portico
