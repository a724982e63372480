// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/appupdate/steadyhttp.h"
#include "core/appupdate/updatechannel.h"
#include "core/appupdate/updatemetadata.h"
#include "core/net/downloader.h"
#include "core/net/networkchain.h"

namespace portico {

/** What checking and fetching need. */
struct AppUpdateServices
{
    const HttpClient &http;
    const Clock &clock;
    QString settingsFolder; ///< where the newest that was believed is kept
    QString downloads;      ///< the download store
    NetworkChain network{}; ///< a mirror of GitHub counts here, too: the signatures decide
    QStringList plainHttpHosts{};
    SteadyPace pace{};
    DownloadLimits limits{};
};

/** Why a build with an empty channel looks for no updates: Unsupported. */
Error noUpdateKeyError();

/**
 * Fetches what the channel says of the newest release, checks the signatures over its exact bytes,
 * reads it and compares it with what was believed before, which it then is, durably. Nothing of it
 * counts before all of that. Blocking. Errors: Unsupported for an empty channel; those of
 * getDocument(), checkSignatures(), readUpdateMetadata() and UpdateTrustFile.
 */
Result<UpdateMetadata> checkUpdate(const UpdateChannel &channel, const AppUpdateServices &services,
                                   const JobContext &job);

/** Fetches one file of it: exactly its size, its SHA-256, and nothing else. What is in the store
 *  already is hashed again. Blocking; errors of Downloader. */
Result<DownloadedFile> fetchUpdate(const UpdateChannel &channel, const UpdateFile &file,
                                   const AppUpdateServices &services, const JobContext &job);

} // namespace portico
