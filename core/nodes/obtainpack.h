// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/git/clonerepository.h"
#include "core/net/networkchain.h"
#include "core/nodes/changepacks.h"

namespace portico {

/** A pack that was got into staging. */
struct ObtainedPack
{
    QString name;      ///< what its folder will be called
    QString folder;    ///< `<into>/<name>`
    PackSource source; ///< with the version or name that it came to be
    QString version{};
    QString commit{};
    Sha256 archive{}; ///< that it was unpacked from; null: it came otherwise
    QStringList remarks{};
    bool isFromHere = false; ///< a copy of what lay in the install: no source was asked
};

/** Where to, and how much of a repository's past. */
struct ObtainRequest
{
    const PackSource &source;
    QString into; ///< a folder of staging; exists
    GitHistory history = GitHistory::NewestOnly;
};

/**
 * Fetches one pack. Blocking; cancel within 1 s. Errors: those of cloneRepository, Downloader,
 * RegistryClient and unpackArchive; Refused for what holds no node pack, and for versions that the
 * registry has banned; InvalidInput for names that no folder can have.
 */
Result<ObtainedPack> obtainPack(const NodeServices &services, const NetworkChain &network,
                                const ObtainRequest &request, const JobContext &job);

/** How a repository is reached on this network, without its login on another host. */
void leadThrough(const NetworkChain &network, GitCloneRequest &request);

// The parts of it.
Result<ObtainedPack> obtainFromGit(const NodeServices &services, const NetworkChain &network,
                                   const ObtainRequest &request, const JobContext &job);
Result<ObtainedPack> obtainFromRegistry(const NodeServices &services, const ObtainRequest &request,
                                        const JobContext &job);
Result<ObtainedPack> obtainFromArchive(const NodeServices &services, const ObtainRequest &request,
                                       const JobContext &job);
Result<ObtainedPack> obtainFromFolder(const ObtainRequest &request, const JobContext &job);
Result<ObtainedPack> obtainFromFile(const ObtainRequest &request);

QString fetchPackStep(); ///< the step that all of it reports under

} // namespace portico
