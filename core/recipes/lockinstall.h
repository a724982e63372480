// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/recipes/recipelock.h"

#include <QDateTime>

namespace portico {

class Library;
struct Install;

/** "linux-x64". */
QString platformName(Os os, Architecture architecture);

/** What a composed install came to be: of a lock all but recipe, platform, nodes and result. A few
 *  small reads. Errors: those of readComposeRecord() and readLayer(). */
Result<RecipeLock> lockOfInstall(const Library &library, const Install &install);

/** How many days ago the packages of a composed install end; nothing where the newest were taken,
 *  or it cannot be read. Small reads. */
std::optional<int> packagesAge(const Library &library, const Install &install,
                               const QDateTime &now);

/**
 * Whether a layer that was resolved again is the locked one: the same packages in the same versions
 * of the same files; what else an index has of a version by now does not count. HashMismatch,
 * naming the packages. Pure.
 */
Result<> compareLayers(const Lock &made, const Lock &locked);

} // namespace portico
