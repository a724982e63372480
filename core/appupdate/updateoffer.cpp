// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/appupdate/updateoffer.h"

namespace portico {

Result<UpdateKind> updateKindFrom(const UpdateChannel &channel, const AppFacts &facts)
{
    const Result<UpdateKind> kind = updateKindFor(facts);
    if (!kind && facts.hasOwner())
        return kind.error();
    if (channel.isEmpty())
        return noUpdateKeyError();
    return kind;
}

Result<UpdateOffer> lookForUpdate(const UpdateChannel &channel, const ThisPortico &portico,
                                  const AppUpdateServices &services, const JobContext &job)
{
    const Result<UpdateKind> kind = updateKindFrom(channel, portico.facts);
    if (!kind)
        return kind.error();
    const Result<UpdateMetadata> newest = checkUpdate(channel, services, job);
    if (!newest)
        return newest.error();
    UpdateOffer offer{.current = portico.version, .newest = *newest, .file = {}};
    if (const auto *file = newest->fileFor(portico.facts.os, portico.architecture, *kind))
        offer.file = *file;
    return offer;
}

} // namespace portico
