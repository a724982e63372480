// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/unpack.h"
#include "core/vendoring/rebuildvendored.h"

namespace portico {

/** Of archives of our own, whose hash was compared: what packs well is no bomb. Pure. */
UnpackLimits vendoredLimits();

/** An install that was rebuilt in a library of its own in staging, and where it goes. */
struct RebuiltCommit
{
    const Library &inner;
    InstallId id{}; ///< there
    const Library &target;
    QString name{};      ///< of the new install; empty: after the first
    QString firstName{}; ///< of the install that was kept
    std::optional<quint16> port{};
};

/** Out of the library of staging into the real one: the layer, then all of the install at once.
 *  Blocking. Errors: those of commitInstall(). */
Result<Install> commitRebuilt(const RebuiltCommit &done, const JobContext &job);

/** Unpacks the kept isolated environments of an install that was rebuilt, each by one rename, and
 *  notes them, or why not, in `rebuilt`. Private to core/snapshots. Blocking. */
void placeEnvironments(const RestoreServices &services, const VendoredState &state,
                       RebuiltInstall &rebuilt, const JobContext &job);

} // namespace portico
