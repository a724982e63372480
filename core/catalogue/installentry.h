// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/catalogueentry.h"
#include "core/installs/addbundle.h"

namespace portico {

/** A bundle of the catalogue to make an install from. */
struct InstallEntryRequest
{
    CatalogueEntry entry{};
    QString name{};               ///< empty: the entry's own
    QStringList plainHttpHosts{}; ///< CatalogueOptions::plainHttpHosts
    HashPolicy hashPolicy = HashPolicy::AcceptUnverified;
    std::optional<quint16> port{};
    ArchiveAfter archiveAfter = ArchiveAfter::Remove;
    InstallSettings settings{}; ///< what the install begins with, see settingsFor()
};

/** What addBundle() is asked for such a request. */
AddRequest addRequestOf(const InstallEntryRequest &request);

/**
 * addBundle() for an entry, with sentences that name the entry: an asset that vanished since the
 * catalogue was read, a digest that does not match. Blocking. Errors: those of addBundle().
 */
Result<Install> installEntry(const AddServices &services, const InstallEntryRequest &request,
                             const JobContext &job);

} // namespace portico
