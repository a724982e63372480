// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/storeroots.h"

namespace portico {

/** `<install>/snapshots`. */
QString snapshotsFolder(const Library &library, const InstallId &id);

/**
 * What the snapshots of every install name: part of storeRoots(). The snapshots themselves are what
 * is read, so that a root cannot outlive its snapshot or be missing; what they say besides is
 * core/snapshots'. A layer that was never built here is not named, its wheels are. Small reads.
 */
StoreRoots snapshotRoots(const Library &library);

} // namespace portico
