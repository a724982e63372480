// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/installs/library.h"
#include "core/nodes/recordedpack.h"
#include "core/site/site.h"

namespace portico {

/** The parts that comparing and applying a site share. Private to core/site. */

/** By its exact name. Nothing: it is not there. Errors: Usage where several have it. */
Result<std::optional<Install>> installNamed(const Library &library, const QString &name);

/** A declared pack, and what is there of it. */
struct SitePackState
{
    std::optional<RecordedPack> now{};
    RecordedPack wanted{}; ///< what Match is given; as now where nothing is to be done
    bool isMet = false;
};

/** In the order of `declared`. Reads what lies in declared folders. Blocking. Errors: Unsupported
 *  (an isolated pack that would become another; a declared folder that is a repository). */
Result<QList<SitePackState>> sitePackStates(const QList<RecordedPack> &now,
                                            const QList<SitePack> &declared, const JobContext &job);

/** As core/installs/settingsjson.h has them, declared ones alone; variables of `install` that are
 *  not declared stay. Errors: those of readAcceleratorSetting(). */
Result<QJsonObject> settingsWanted(const Install &install, const SiteSettings &settings);

/** Same versions, and hashes in common: one lock may know more files of a version. Pure. */
bool isSamePackage(const LockedPackage &a, const LockedPackage &b);

} // namespace portico
