// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/library.h"

namespace portico {

/** `<install>/packs.lock`: held while node packs or what they need are changed, and by what must
 * not meet such a change: an update, a duplication, the removal of the install. */
QString packsLockFile(const Library &library, const InstallId &id);

} // namespace portico
