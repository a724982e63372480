// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/catalogueservices.h"
#include "core/installs/addbundle.h"
#include "core/isolation/envoperations.h"
#include "core/nodes/changepacks.h"
#include "core/site/comparesite.h"

namespace portico {

/** What applying needs; all must outlive the call. */
struct SiteServices
{
    const AddServices &add;
    const CatalogueServices &catalogue;
    const NodeServices &nodes;
    const EnvOperations &environments;
};

/** What was done. */
struct AppliedSite
{
    QStringList done{};    ///< whole sentences
    QStringList remarks{}; ///< whole sentences
    SiteDrift left{};      ///< what is different even so
};

/**
 * Makes the library of `services.nodes` what the site says, install by install: makes it where it
 * is not there (of its bundle, or of a kept state, then without any network), brings it to its
 * version of ComfyUI (a generation that is there, else an update), then node packs, their packages
 * and the settings as one. What the site does not name is left alone.
 *
 * Each of these steps is a transaction of its own, wholly done or wholly not whenever it is killed,
 * and every call starts with what is there. So an interrupted one is finished by the next, and the
 * next one after that finds nothing to do. The first failure ends it; what was done by then stays.
 *
 * Blocking. Errors: Usage (an install that is to be made, and nothing says of what), Busy (ComfyUI
 * of that install runs), those of compareSite(), installEntry(), bringVendored(),
 * rebuildVendored(), prepareUpdate(), switchGeneration(), prepareChange() and carryOut().
 */
Result<AppliedSite> applySite(const SiteServices &services, const Site &site,
                              const ChangeConsent &consent, const JobContext &job);

} // namespace portico
