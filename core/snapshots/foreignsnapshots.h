// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/snapshots/exportsnapshot.h"

namespace portico {

/**
 * A snapshot of ComfyUI-Manager: addresses with commits, ids of the registry with versions, and
 * names of single files. A pack that lies here under another name keeps it. Pure. Errors:
 * InvalidInput naming the file.
 */
Result<ImportedSnapshot> managerSnapshot(const QJsonObject &object, const QString &file,
                                         const SnapshotContent &now);

/** The newest of those that Comfy Desktop has exported. Pure. Errors: InvalidInput; Unsupported of
 *  a newer one. */
Result<ImportedSnapshot> desktopSnapshot(const QJsonObject &object, const QString &file,
                                         const SnapshotContent &now);

} // namespace portico
