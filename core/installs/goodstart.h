// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/installs/library.h"

#include <QDateTime>

namespace portico {

/**
 * When an install last became ready with all its node packs loaded: what was kept from before a
 * change may go then. A start without node packs, or one where a pack failed, is none.
 */

/** Not valid: never, or nobody knows. A small read. */
QDateTime lastGoodStart(const Library &library, const InstallId &id);

/** A small write. */
Result<> noteGoodStart(const Library &library, const InstallId &id, const QDateTime &time);

/** Whether a line of ComfyUI's says that a node pack failed. Pure. */
bool tellsFailedPack(QStringView line);

} // namespace portico
